from presscheck.model import Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import lone

MINUTES = (
    r"(?:min(?:ute)?s?|mins?|mn|minuten?|minutos?|minut[ioy]|minuut|minuty?|minutter|minutit|мин(?:ут[аы]?)?|хв|分"
    r"|분|dk|dakika|menit)\.?"
)


class MediaDuration(LineRule):
    """A reading time or the length of a video, left in the text.

    ## What it checks
    Lines that are nothing but a reading time (“4 min read”, “Lesezeit: 4 Minuten”) or a label with a running time
    (“VIDEO 3:40”).

    ## Why it matters
    Numbers that belong to no sentence; date and time readers stumble over them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A recipe's “30 min” is kept, since it says nothing of reading; so is a bare clock time, which may be an entry of
    a live blog.

    ## History
    Since 0.1.
    """

    code = "CP07"
    name = "media-duration"
    severity = Severity.INFO
    message = "reading or running time"
    pattern = lone(
        rf"(?:an? |approx\.? |about |est\.? )?\d{{1,3}}[ -]?{MINUTES}[ -]?(?:to )?(?:reads?|reading(?: time)?"
        r"|lesezeit|lesedauer|de lecture|de lectura|di lettura|de leitura|leestijd|lezen|czytania|czyt\.|чтения"
        r"|okuma|watch|listen|video|audio|listening|lesetid|lästid|læsetid|membaca)",
        r"(?:(?:estimated |average )?read(?:ing)?(?: time)?|time to read|lese(?:zeit|dauer)|temps de lecture"
        r"|lecture|tiempo de lectura|tempo di lettura|lettura|tempo de leitura|leitura|leestijd|czas czytania"
        r"|lesetid|lästid|время чтения|okuma süresi|読了(?:時間)?|hördauer|dauer)(?: ca\.?| about| approx\.?"
        rf"| env\.?)?\s?[:：-]?\s?(?:ca\.? ?|~ ?|< ?)?\d{{1,3}}(?:[-–]\d{{1,2}})? ?{MINUTES}",
        r"(?:video|watch|listen|audio|podcast|now playing|duration|dauer|durée|duraci[óo]n|durata|duração|duur"
        r"|länge|laufzeit|play|playing)\s?[:|·•–-]?\s?(?:\(?\d{1,2}:\d\d(?::\d\d)?\)?[ /|]*){1,3}(?: ?min\.?)?",
        r"\d{1,2}:\d\d(?::\d\d)?(?: ?/ ?|\s{1,3})\d{1,2}:\d\d(?::\d\d)?",
        r"(?:aktuelle|current|elapsed|remaining)\s?(?:zeit|time)?:? ?\d{1,2}:\d\d.*",
        r"\d{1,2}:\d\d ?(?:video|watch|audio|listen|min\.?)",
    )
    max_chars = 70
