from collections.abc import Iterator

from presscheck.link.fingerprints import words
from presscheck.model import Dossier, Facts, Severity
from presscheck.rule import ArticleRule, Hit, in_a_line, regex, trimmed
from presscheck.strip.shapes import quotes

MAX_WORDS = 150
MAX_CHARS = 240
PHRASES = (
    r"(?i)\b(?:subscribe|subscription|log in|sign in|register|sign up|join)\b.*\bto (?:continue|keep|read|view|access|unlock)\b"
    r"|\bto (?:continue|keep) reading\b|\b(?:to|want to) (?:read|view|see|access) (?:the (?:rest|full|whole|complete)|this (?:article|story|content))\b.*\b(?:subscri|log in|sign in|register|member|account)"
    r"|\b(?:article|story|content) is (?:\w+ )?(?:for|available to|reserved for|exclusive to) (?:\w+ )?(?:subscribers|members)\b"
    r"|\b(?:subscribers|members)[- ]only (?:article|story|content)\b|\balready a (?:subscriber|member)\?"
    r"|\bcontinue reading (?:with|by|for)\b|\bunlock this (?:article|story)\b|\byou have (?:reached|used) (?:your|all) .*(?:free )?articles\b"
    r"|\b(?:um|zum) weiter(?:zu)?lesen\b|\bjetzt (?:weiterlesen|freischalten)\b|\bweiterlesen mit\b|\bnur für abonnenten\b|\bexklusiv für abonnent|\bdiesen (?:artikel|inhalt) (?:weiterlesen|freischalten)\b|\bsie haben (?:bereits|schon) ein (?:abo|digitalabo)|\bmit (?:einem )?(?:abo|digitalabo) (?:weiter)?lesen\b"
    r"|\babonnez-vous (?:pour|afin)\b|réservée? (?:à nos |aux )abonnés|\bil vous reste .{1,20} de cet article\b|\bdéjà abonné\b|\bpour lire la suite\b"
    r"|\b(?:contenido|art[ií]culo|noticia|texto|conteúdo|artigo|matéria)\b.*\bexclusiv[oa]s? (?:para|de) (?:nuestros )?(?:suscriptores|assinantes|abonados)\b|\bsuscr[ií]b(?:ete|ase) para (?:seguir|continuar|leer)|\bassine para (?:continuar|ler)\b|\bpara seguir leyendo\b"
    r"|\briservat[oa] agli abbonati\b|\babbonati per (?:continuare|leggere)\b|\bper continuare a leggere\b"
    r"|\balleen voor abonnees\b|\bom verder te lezen\b|\blees verder met\b|\bföre? prenumeranter\b|\bför att läsa\b.*\b(?:logga|prenum)|\bfor abonnenter\b|\bdostęp tylko dla (?:subskrybentów|prenumeratorów)\b"
)


class PaywallStub(ArticleRule):
    """Only the beginning of the article is there; the rest is for subscribers.

    ## What it checks
    Pages with fewer than 150 words left on which a short line asks the reader to subscribe or log in to
    read on. The phrase alone does not count: full texts carry it too.

    ## Why it matters
    A teaser of three sentences passes for an article: its length, its topics and its missing sources all mislead.

    ## What to do
    Leave the article out, or fetch it with a subscription.

    ## When it is wrong
    A short item about paywalls, if the phrase stands on a line of its own; short items on sites whose
    subscription box is on every page.

    ## History
    Since 0.1.
    """

    code = "TR01"
    name = "paywall-stub"
    severity = Severity.ERROR
    tip = "Leave the article out, or fetch it with a subscription."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the phrase."""
        if not in_a_line(PHRASES, dossier.article.page.joined):
            return
        count = sum(len(words(line.text)) for line in dossier.kept if not _asks(line.text))
        if count >= MAX_WORDS:
            return
        line = next((line for line in dossier.article.page.lines if _asks(line.text)), None)
        if line is not None:
            start, end = trimmed(line)
            yield Hit(start, end, f"the text stops at a paywall, after {count} words")


def _asks(text: str) -> bool:
    return len(text) <= MAX_CHARS and not quotes(text) and bool(regex(PHRASES).search(text))
