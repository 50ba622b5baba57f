from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import prose_follows, quotes


class RightsLine(LineRule):
    """A reservation of rights or terms of reuse, left in the article.

    ## What it checks
    Short lines that reserve all rights, forbid publication, offer reprints or state the licence of the text, in
    eight languages.

    ## Why it matters
    Legal text of the outlet's, the same under every article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A report on copyright that sums a notice up in one line, without quotation marks, in its last lines.

    ## History
    Since 0.1.
    """

    code = "BP18"
    name = "rights-line"
    severity = Severity.INFO
    message = "reservation of rights"
    pattern = (
        r"(?i)\ball rights reserved\b|alle rechte vorbehalten|tous droits r[ée]serv[ée]s|todos los derechos reservados"
        r"|reservados todos los derechos|tutti i diritti (?:sono )?riservati|todos os direitos reservados"
        r"|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены|tüm hakları saklıdır"
        r"|\b(?:material|content|article|story|site|website|report|text|page|it|transmission"
        r"|photos?)\b.*\b(?:may|must|can|cannot|shall) ?not be (?:published|reproduced|copied|republished"
        r"|reprinted|rewritten|redistributed|distributed)"
        r"|^[^\pL\pN]*(?:click here )?for (?:reprint|reuse|republication) (?:permission|rights|requests)"
        r"|^[^\pL\pN]*(?:reprinted|republished|reproduced|used) (?:here )?(?:with|by) (?:kind )?permission"
        r"|^[^\pL\pN]*(?:you (?:can|may|are free to) )?republish (?:this|our) (?:article|story|stories|articles)\b"
        r"|^[^\pL\pN]*(?:this (?:article|story|work|content) is|unless otherwise (?:noted"
        r"|stated)).*\b(?:licen[cs]ed under|creative commons)"
        r"|nachdruck.*(?:verboten|untersagt|nicht gestattet|nur mit)"
        r"|reproduction.*(?:interdite|prohibited|forbidden)|prohibida (?:la|su) reproducci[óo]n"
        r"|riproduzione riservata|(?:proibida a|a) reprodução.*(?:proibida|autoriza)"
        r"|kopiowanie.*(?:zabronione|zgody)"
    )
    max_chars = 320

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks, or above further text, is the reporter's."""
        return not quotes(page.lines[index].text) and not prose_follows(page, index)
