from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone

POLICY = (
    r"(?:(?:our |the |your |see (?:our )?|view (?:our )?|read (?:our )?|ad(?:vertising)? |website |customer "
    r"|comment(?:ing)? |community |digital |updated? )?(?:privacy(?: (?:policy|policies|notice|center|centre"
    r"|statement|settings|preferences|rights|choices|options|terms))?|terms(?: (?:of (?:use|service|sale|access)"
    r"|(?:and|&) conditions|of use agreement|of website use|of service agreement))?"
    r"|(?:general )?conditions(?: of (?:use|sale))?|cookies?(?: (?:policy|notice|settings|preferences"
    r"|statement))?|do not sell(?: or share)?(?: my)?(?: personal)?(?: info(?:rmation)?| data)?|(?:privacy|ad"
    r"|cookie|california privacy) (?:choices|rights|policy|options|info)|california(?: (?:notice|privacy rights"
    r"|collection notice))?|notice at collection|accessibility(?: (?:statement|help|policy|notice))?|disclaimers?"
    r"|imprint|legal(?: (?:notice|terms|information|disclaimer|stuff))?|site ?map|user agreement"
    r"|interest-based ads|(?:eu )?privacy rights|editorial (?:standards|policy|guidelines|code of conduct"
    r"|independence)|ethics (?:statement|policy)|code of (?:ethics|conduct|practice)|corrections?(?: policy)?"
    r"|ad policy|affiliate (?:disclosure|policy)|fact[- ]check(?:ing)? policy|ownership(?: (?:and|&) funding)?"
    r"|modern slavery(?: (?:act )?statement)?|complaints(?: policy| procedure)?|dmca(?: policy)?"
    r"|copyright(?: policy| notice)?|diversity(?: policy| statement)?|licensing|syndication"
    r"|vulnerability disclosure|manage (?:privacy |cookie |my )?preferences|online safety act.*|impressum"
    r"|datenschutz(?:erklärung|hinweise?|einstellungen|bestimmungen)?|agb|nutzungsbedingungen"
    r"|nutzungsbasierte onlinewerbung|barrierefreiheit|widerruf(?:sbelehrung)?|mentions légales|(?:politique"
    r"|charte) (?:de (?:confidentialité|cookies)|des cookies|données personnelles)"
    r"|conditions (?:générales(?: .{2,})?|d['’]utilisation)|cgu|cgv|données personnelles|confidentialité"
    r"|aviso legal|pol[íi]tica de (?:privacidade?|cookies|privacidad)|condiciones (?:de uso|generales)"
    r"|protección de datos|accesibilidad|note legali|informativa(?: (?:sulla privacy|privacy))?"
    r"|termini e condizioni|termos (?:de uso|de serviço|e condições)|privacy(?:beleid|verklaring|statement)"
    r"|cookie(?:beleid|verklaring|instellingen)|algemene voorwaarden|gebruiksvoorwaarden|polityka (?:prywatności"
    r"|cookies)|regulamin|rodo))"
)


class PolicyLine(LineRule):
    """Links to terms and policies, alone on a line.

    ## What it checks
    Lines that hold nothing but names of policies: privacy, terms, imprint, accessibility and the like, one or
    several, in eight languages.

    ## Why it matters
    Footers differ between outlets but not within one: they make unrelated articles look alike.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is one of these names is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP28"
    name = "policy-line"
    severity = Severity.INFO
    message = "links to policies"
    pattern = lone(
        rf"{POLICY}(?:[\s|/·,•&.;–—-]+(?:and |und |et |y |e |en |i |our )?{POLICY})*(?: apply)?",
    )
    max_chars = 260

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
