from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes


class CorrectionLink(LineRule):
    """A link for corrections, letters and reprints, left in the article.

    ## What it checks
    Short lines that ask the reader to report a mistake, to write to the editor or to order reprints, in eight
    languages. A correction itself (“Correction: an earlier version …”) is the outlet's word and is kept.

    ## Why it matters
    The links look like corrections and would count as such in a study of them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A letters page that opens its columns with “Send a letter to the editor”.

    ## History
    Since 0.1.
    """

    code = "BP33"
    name = "correction-link"
    severity = Severity.INFO
    message = "link for corrections and letters"
    pattern = opening(
        r"(?:submit|report|suggest|request|send|make|flag)(?: us)?(?: an?| any)? (?:corrections?|errors?|typos?"
        r"|mistakes?|inaccurac(?:y|ies)|factual errors?|broken links?|issues?)(?: (?:here|to us"
        r"|in this (?:article|story)|with this (?:article|story)|or .{2,}|to .{2,}|on this page))?[.!?]*$",
        r"(?:send|write|submit|e-?mail)(?: us)?(?: a| your)? letters?(?: to (?:the|our) editor)?(?: (?:here"
        r"|to .{2,}|at .{2,}))?[.!]*$",
        r"letters? to the editor[:.]?$",
        r"(?:order )?reprints?(?: ?(?:&|and|/) ?(?:permissions?|licensing|licenses))?$",
        r"rights (?:&|and) permissions$",
        r"(?:request|get|purchase)(?: a)? (?:reprints?|permissions?|licensing rights)(?: .*)?$",
        r"(?:purchase )?licensing rights.*$|syndication$",
        r"(?:have you )?(?:spotted|see|seen|found|notice(?:d)?|spot|did you (?:see|spot|find|notice))(?: an?| any"
        r"| something)? (?:errors?|typos?|mistakes?|wrong|inaccurac(?:y|ies))\b[^.]{0,60}\?.*$",
        r"(?:give|send|leave|share)(?: us)?(?: your)? feedback[.!]?$|feedback$",
        r"was this (?:article|page|story|content|information) (?:helpful|useful|interesting).*$",
        r"rate this (?:article|story|page|post).*$|how would you rate .*$",
        r"(?:fehler|tippfehler) (?:melden|gefunden|entdeckt|im (?:text|artikel)).*$",
        r"korrektur (?:melden|vorschlagen)$|leserbrief (?:schreiben|verfassen|an .{2,})$",
        r"(?:an die redaktion schreiben|schreiben sie der redaktion).*$|rechte am artikel erwerben$",
        r"war (?:dieser|der) artikel .*$",
        r"signaler une (?:erreur|faute|coquille).*$|une erreur (?:dans|à) .*$",
        r"(?:écrire|envoyer un message) (?:à|au) .*(?:rédaction|auteur|médiateur).*$",
        r"(?:reportar|informar de|comunicar|avisar de|has visto) (?:un )?(?:error|errata).*$",
        r"¿(?:has visto|encontraste|ve) .*(?:error|errata).*$|cartas? al director$",
        r"segnala (?:un )?(?:errore|refuso).*$|lettere? al direttore$",
        r"(?:reportar|comunicar|informar|encontrou um) erro.*$|cartas? (?:ao diretor|à redação)$",
        r"(?:tik|taal|spel)?fout(?:je)? (?:gezien|gespot|gevonden|melden).*$|meld een (?:fout|correctie)$",
        r"(?:stuur een )?ingezonden brief$",
        r"(?:zgłoś|znalazłeś|zauważyłeś)(?: nam)? (?:błąd|literówkę).*$|list do redakcji$",
    )
    max_chars = 200

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
