from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, quotes


class CookieBanner(LineRule):
    """The text of a cookie banner, left in the article.

    ## What it checks
    Lines in which a site says of itself that it uses cookies, or asks for consent to them, and the banner's
    buttons, in eight languages.

    ## Why it matters
    The banner often comes first in a dump and is then taken for the lead of the article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A site that reports on its own change of cookies in the first person.

    ## History
    Since 0.1.
    """

    code = "BP27"
    name = "cookie-banner"
    severity = Severity.INFO
    message = "cookie banner"
    pattern = (
        r"(?i)^[^\pL\pN]*(?:we|our (?:web)?site|this (?:web)?site|this (?:page|service)|to (?:provide|improve|give"
        r"|help)|in order to|by (?:using|continuing|browsing)|if you continue)\b.*\bcookies?\b"
        r"|^[^\pL\pN]*(?:strictly necessary|functional|performance|targeting|analytics|advertising|marketing"
        r"|essential|third[- ]party) cookies?\b.*\b(?:you|your|we|our|always|enabled)\b"
        r"|^[^\pL\pN]*(?:strictly necessary|functional|performance|targeting|essential"
        r"|third[- ]party) cookies?[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:accept|reject|allow|decline|manage|customi[sz]e|cookie|privacy|save)(?: (?:all|cookies?"
        r"|and|&|close|settings|preferences|consent|choices|policy|options|only|necessary|essential|notice|my"
        r"|privacy|cookie|manager|banner))+[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:this (?:content|video|embed|post|tweet|map)|(?:to|in order to) (?:view|see|watch|load"
        r"|display) this).*\b(?:cookies?|consent|third[- ]part(?:y|ies)|privacy settings)\b"
        r"|^[^\pL\pN]*(?:wir|diese (?:web)?seite|diese website|unsere (?:web)?seite|unsere website|um (?:ihnen|dir"
        r"|unsere))\b.*\bcookies?\b"
        r"|^[^\pL\pN]*(?:alle(?: cookies)? (?:akzeptieren|ablehnen|zulassen)|cookie-?(?:einstellungen|richtlinien?"
        r"|hinweise?)|(?:cookies )?akzeptieren|einstellungen verwalten|empfohlener (?:redaktioneller|externer) inhalt|zustimmen(?: und weiter)?)[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:(?:dieser|der|diesen|an dieser stelle).*(?:externe[rn]? inhalt|inhalt von)"
        r"|mit .*einverstanden, dass mir externe inhalte).*"
        r"|^[^\pL\pN]*(?:nous (?:utilisons|et nos partenaires)|ce site|en poursuivant|pour (?:afficher"
        r"|voir) ce contenu)\b.*\bcookies?\b"
        r"|^[^\pL\pN]*(?:tout (?:accepter|refuser)|accepter(?: et (?:fermer|continuer))?|continuer sans accepter"
        r"|gestion des cookies|paramétrer les cookies)[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:utilizamos|usamos|este sitio|esta web|nosotros|nós|este site|ao (?:continuar|navegar)"
        r"|al navegar)\b.*\bcookies?\b"
        r"|^[^\pL\pN]*(?:aceptar (?:todo|todas|cookies|y (?:cerrar|continuar))|configurar cookies|rechazar(?: todo"
        r"| todas)?|aceitar (?:tudo|todos|cookies)|configurações de cookies)[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:utilizziamo|questo sito|usiamo|noi e)\b.*\bcookies?\b"
        r"|^[^\pL\pN]*(?:accetta (?:tutti|tutto|e chiudi|i cookie)|rifiuta(?: tutti)?|preferenze cookie"
        r"|gestisci cookie)[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:wij|we|deze (?:web)?site)\b.*\b(?:gebruik|maakt|plaats)\w*.*\bcookies?\b"
        r"|^[^\pL\pN]*(?:(?:alle )?cookies? (?:accepteren|weigeren|instellingen|aanpassen)"
        r"|alles accepteren)[^\pL\pN]*$"
        r"|^[^\pL\pN]*(?:używamy|ta strona|nasza strona|strona|my i nasi|korzystamy)\b.*\b(?:plik\w* )?(?:cookies?"
        r"|ciasteczk)"
        r"|^[^\pL\pN]*(?:akceptuj(?:ę)?(?: wszystkie)?|zaakceptuj(?: wszystkie)?|ustawienia (?:plików )?cookies?"
        r"|odrzuć(?: wszystkie)?)[^\pL\pN]*$"
    )
    max_chars = 700

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's, and so is a subhead."""
        return not quotes(page.lines[index].text) and not like_subhead(page, index)
