from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone


class NotificationWidget(LineRule):
    """A message of an alert or bookmark widget, left in the text.

    ## What it checks
    Lines that are nothing but the words of a widget for alerts: “Your notification has been saved”, “Get email
    alerts”, in eight languages.

    ## Why it matters
    These messages are hidden on the page and come out only in the dump.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-line paragraph in a how-to (“Turn on notifications”) is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP34"
    name = "notification-widget"
    severity = Severity.INFO
    message = "message of an alert widget"
    pattern = lone(
        r"(?:please )?(?:log|sign) in to (?:bookmark|save|follow) this .{2,}",
        r"(?:your )?(?:notifications?|alerts?|changes|preferences|settings) (?:has|have) (?:not )?been (?:saved"
        r"|updated|removed).*",
        r"there was (?:a problem|an (?:issue|error)) (?:saving|with|loading|processing|updating) (?:your"
        r"|this) .{2,}",
        r"(?:article|story|item|recipe|page) (?:has been )?(?:saved|bookmarked)(?: to .{2,})?",
        r"you (?:have|['’]ve) (?:already )?(?:saved|bookmarked) this .{2,}",
        r"you can find this (?:story|article) in .{2,}",
        r"(?:get|turn on|turn off|enable|allow|manage|receive|set up|sign up for|subscribe to|activate|stop"
        r"|edit)(?: your| my| our| free)?(?:[ ,]+(?:push|breaking|news|breaking-news|desktop|browser|email|e-mail"
        r"|daily|instant|personali[sz]ed|mobile|text|and))* (?:notifications?|alerts)(?: (?:for|about|from|on"
        r"|straight|when) .{2,}| settings| now)?",
        r"you(?:['’]re| are)(?: now| already)? (?:following|subscribed|not subscribed)(?: .{2,})?",
        r"followed notifications|email notifications are only sent once a day.*",
        r"don['’]t have an account\? .*|no new notifications|(?:first|your first) notifications? .*",
        r"watch this discussion.*|stop watching this discussion.*",
        r"get e-?mail notifications .{2,}(?:daily|weekly|published|new).*",
        r"(?:push-?)?(?:benachrichtigung(?:en)?|nachrichten|mitteilungen|push-?meldungen) (?:aktivieren"
        r"|einschalten|verwalten|erhalten|zulassen|deaktivieren)",
        r"(?:der artikel )?wurde (?:in ihrer|auf die) merkliste .{2,}|zur merkliste hinzugefügt|thema folgen",
        r"(?:activer|recevoir|gérer|désactiver) (?:les|mes|vos) (?:alertes|notifications)(?: .{2,})?",
        r"article (?:ajouté|enregistré) .*",
        r"(?:activar?|recibir?|gestionar) (?:las? |mis |tus )?(?:notificaciones|alertas)(?: .{2,})?",
        r"noticia guardada.*",
        r"(?:attiva|ricevi|gestisci) (?:le )?notifiche(?: .{2,})?|articolo salvato.*",
        r"(?:ativar?|receber|receba|gerir) (?:as )?notifica(?:ções|ção)(?: .{2,})?",
        r"(?:zet )?(?:push)?(?:meldingen|notificaties)(?: (?:aan|uit|inschakelen|beheren|ontvangen))(?: .{2,})?",
        r"artikel (?:bewaard|opgeslagen).*",
        r"(?:włącz|otrzymuj|zarządzaj) powiadomieni(?:a|ami)(?: .{2,})?",
    )
    max_chars = 100

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
