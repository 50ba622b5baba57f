from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes


class AppPromo(LineRule):
    """An invitation to install the outlet’s app, left in the article.

    ## What it checks
    Short lines that open with getting, downloading or opening an app, and lone names of app stores.

    ## Why it matters
    It is advertising in the imperative, and in capitals it passes for a subhead.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A consumer article can end in “Download the app to take part”; such a line is taken too.

    ## History
    Since 0.1.
    """

    code = "BP05"
    name = "app-promo"
    severity = Severity.INFO
    message = "advertisement for the app"
    pattern = opening(
        r"get .{2,} on the go(?: by .{2,}| with .{2,})?[.!]?$",
        r"(?:click |tap )?(?:here )?(?:to )?(?:get|download|install|try|use|open|read|view|continue"
        r"|listen)(?: it)?(?: in| on| with| via)? (?:the|our|your|on our)(?: \S+){0,5} apps?(?: (?:today|now|here"
        r"|for .*|on .*|to .*|and .*))?[.!]?$",
        r"open in app$|get the app$|download (?:our|the) app\b.*$|our apps?$|mobile apps?$",
        r"(?:ios|android)(?: app)?$",
        r"(?:get it on|download(?: it)? (?:on|from)(?: the)?|available (?:on|in|at)(?: the)?"
        r"|now on)?[ ]?(?:the )?(?:google play(?: store)?|apple app store|app store|app gallery"
        r"|play store)(?:[ ,/|&]{1,3}(?:and )?(?:the )?(?:google play|app store))?[.!]?$",
        r"(?:laden|holen|lade|hol) (?:sie |dir |sie sich )?.*\bapp\b.*$",
        r".*app (?:jetzt )?(?:gratis |kostenlos )?(?:herunterladen|laden|installieren)[.!]?$|zur app$",
        r"téléchargez .*\bappli(?:cation)?\b.*$|l['’]appli(?:cation)?$",
        r"desc[áa]rga(?:te)? (?:la|nuestra|gratis).*\bapp(?:licaci[óo]n)?\b.*$",
        r"scarica (?:la nostra |l['’]|gratis l['’])\s?app(?:licazione)?\b.*$",
        r"(?:baixe|descarregue|instale) .*\b(?:app|aplicativo|aplicação)\b.*$",
        r"download (?:de|onze|gratis) .*\bapp\b.*$",
        r"pobierz .*\baplikacj[ęe]\b.*$",
    )
    max_chars = 140

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
