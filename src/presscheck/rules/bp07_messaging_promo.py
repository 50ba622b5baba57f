from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes

SERVICE = r"(?:whats ?app|telegram|signal|viber|discord|messenger|threema|wechat|zalo)"


class MessagingPromo(LineRule):
    """An invitation to a channel on a messaging service, left in the article.

    ## What it checks
    Short lines in the imperative that invite to the outlet's channel or group on WhatsApp, Telegram, Signal and the
    like, in eight languages.

    ## Why it matters
    The line is the outlet's own advertising and comes in mid-text.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-line service tip that names a channel of somebody else's (a town hall's) reads the same.

    ## History
    Since 0.1.
    """

    code = "BP07"
    name = "messaging-promo"
    severity = Severity.INFO
    message = "invitation to a messaging channel"
    pattern = opening(
        r"(?:click |tap )?(?:here )?(?:to )?(?:join|follow|subscribe to|get|receive|sign up (?:for|to)|add"
        rf"|message|find) .{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:we are|we['’]re|now) (?:now |also )?on {SERVICE}\b.{{0,60}}$|{SERVICE} (?:channel|group|community)$",
        r"(?:tipp: |neu: |jetzt )?(?:wir sind|folgen sie|folge|abonnieren sie|abonniere|jetzt"
        rf"|hier).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:rejoignez|suivez|abonnez-vous|recevez|retrouvez).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:[úu]nete|s[íi]gu?enos|sigue|recibe|suscr[íi]bete).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:segui(?:ci)?|unisciti|iscriviti|ricevi|entra).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:entre|siga|receba|participe|clique|inscreva-se).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:volg|word lid|meld je|ontvang).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        rf"(?:dołącz|obserwuj|śledź|zapisz się).{{0,60}}\b{SERVICE}\b.{{0,80}}$",
        r"(?:подписывайтесь|присоединяйтесь|читайте нас|підписуйтесь|приєднуйтесь).*(?:telegram|телеграм"
        r"|whats ?app|viber|вайбер).*$",
    )
    max_chars = 180

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
