from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Severity
from presscheck.normalise.pointing import hit_on
from presscheck.rule import ArticleRule, Hit

SURE = 0.95
"""Confidence of the language model from which the text is in that language."""
MIN_LETTERS = 300
"""Of the text; nothing is said of one with fewer."""
ALIKE = (
    frozenset(("no", "nb", "nn", "da")),
    frozenset(("hr", "sr", "bs", "sh", "me", "cnr", "sl")),
    frozenset(("id", "ms", "jv")),
    frozenset(("pt", "gl")),
    frozenset(("cs", "sk")),
    frozenset(("zh", "yue", "cn", "tw")),
    frozenset(("uk", "ua")),
    frozenset(("he", "iw")),
    frozenset(("tl", "fil")),
    frozenset(("hi", "mr", "ne")),
    frozenset(("fa", "ps", "ur", "ar", "ug")),
    frozenset(("nl", "af")),
)
"""Languages and codes that detectors, or sites, do not keep apart."""
ISO_639_3 = dict(
    pair.split(":")
    for pair in (
        "afr:af alb:sq sqi:sq ara:ar arm:hy hye:hy aze:az baq:eu eus:eu bel:be ben:bn bos:bs bul:bg cat:ca ces:cs cze:cs "
        "chi:zh zho:zh cmn:zh cym:cy wel:cy dan:da deu:de ger:de dut:nl nld:nl ell:el gre:el eng:en epo:eo est:et fas:fa "
        "per:fa fin:fi fra:fr fre:fr geo:ka kat:ka gle:ga glg:gl guj:gu heb:he hin:hi hrv:hr hun:hu ice:is isl:is ind:id "
        "ita:it jpn:ja kan:kn kaz:kk khm:km kor:ko lat:la lav:lv lit:lt mac:mk mkd:mk mal:ml mar:mr may:ms msa:ms mlt:mt "
        "mon:mn mya:my bur:my nep:ne nno:nn nob:nb nor:no pan:pa pol:pl por:pt pus:ps ron:ro rum:ro rus:ru sin:si "
        "slk:sk slo:sk slv:sl som:so spa:es srp:sr swa:sw swe:sv tam:ta tel:te tgl:tl tha:th tur:tr ukr:uk urd:ur uzb:uz "
        "vie:vi xho:xh yor:yo zul:zu"
    ).split()
)
"""Codes of three letters, of the language's own name and of its English one, and the code of two that means the same."""


class LanguageMismatch(ArticleRule):
    """The page says it is in one language; its text is in another.

    ## What it checks
    The language that the markup claims against the one that is read from the clean text, when it is at least
    95 % sure and has 300 letters to go by. Languages that are hard to tell apart count as one.

    ## Why it matters
    Batches are split by language, and the wrong models then read the text.

    ## What to do
    Believe the text. The claim is often the template's.

    ## When it is wrong
    Articles that mostly quote another language.

    ## History
    Since 0.1.
    """

    code = "LG01"
    name = "language-mismatch"
    severity = Severity.WARNING
    tip = "Believe the text; the claim is often the template's."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit for the article, at its title."""
        fields = dossier.candidates("language")
        read = next((f for f in fields if f.rule == "language-model" and f.confidence >= SURE), None)
        claimed = [f.value.replace("_", "-").split("-")[0].casefold() for f in fields if f.rule != "language-model"]
        known = [code for code in claimed if 2 <= len(code) <= 3 and code.isalpha()]
        if read is None or not known or any(_same(read.value, code) for code in known):
            return
        if sum(map(str.isalpha, dossier.clean_text)) < MIN_LETTERS:
            return
        message = f"the page claims the language {known[0]!r}; its text is in {read.value!r}"
        yield hit_on(dossier, message, evidence=known[0])


def _same(one: str, other: str) -> bool:
    one, other = (ISO_639_3.get(code, code) for code in (one, other))
    return one == other or any(one in group and other in group for group in ALIKE)
