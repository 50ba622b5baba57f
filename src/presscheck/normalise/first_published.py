"""Notes that a text was first published elsewhere, and the outlet or agency that they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from presscheck.dates import find_dates
from presscheck.lexicons import calendar, named
from presscheck.model import Field, Line
from presscheck.normalise.lines import letters
from presscheck.normalise.names import ADDRESS, OUTLET_PARTICLES, is_place
from presscheck.normalise.reading import Reading
from presscheck.patterns import opening, phrases_of
from presscheck.rule import ends, in_a_line, regex

NOTE = opening(*phrases_of("AG11"))
ENDS = ends(6, 8)
"""Of the page."""
BEFORE_END, BEHIND_END = 4, 8
"""So many lines up to the end of the article and behind it are looked at too: on whole pages it is far from the page's."""
MAX_CHARS = 300
MAX_WORDS = 7
"""Of an outlet's name."""
MAX_CLOSING = 4
"""So many characters may stand beside a name that is alone on the line below the note."""
RULE = "first-published-note"
RANK = 0.85
EARLIER = re.compile(
    r"(?i)\b(?:first|originally|initially|previously|republished|reprinted|reproduced|zuerst|erstmals|ursprünglich|"
    r"(?:initiale|originelle)ment|d['’]abord|origine|(?:re)?publiée?|parue?|reprise?|origin(?:al|aria)mente|inicialmente|"
    r"inizialmente|primer[oa]?|primeir[oa]|prima|eerder|eerst|oorspronkelijk|pierwotnie|pierwszy|najpierw|wcześniej|först|"
    r"ursprungligen|først|oprindeligt?|opprinnelig|pertama|sebelumnya|awalnya|впервые|изначально|первоначально|вперше|"
    r"спочатку|уперше|αρχικά|φορά|původně|poprvé|nejprve|pôvodne|prvýkrát|najprv|inițial|prima (?:dată|oară)|prvotno|izvorno|"
    r"prvi put|najprije|alun perin|ensin)\b"
)
"""What says in a note that somebody was earlier; who it was stands behind it."""
LEADING_IN = re.compile(
    r"(?:\b(?i:in|on|by|at|from|of|bei|beim|im|auf|von|vom|dans|sur|par|de|du|d[ai]|dalla|dal|su|sul|sulla|nel|nella|en|por|"
    r"n[oa]|em|pel[oa]|op|door|w|na|przez|i|på|av|af|hos|oleh|pada|v|ve|vo|u|în|pe|в|на|у|агентством|στο|στη|στην|στον|από)"
    r"(?::?\s+|$)"
    r"|\b(?i:dell|dall|sull|nell|all|l|d)['’])"
    r"(?:(?:the|a|an|der|die|das|dem|den|le|la|les|el|los|il|lo|gli|o|os|het|de)\s+)?"
    r"(?:(?:газет[аеіу]|журнал[еі]?|издании|виданні|сайт[еі]|εφημερίδα|περιοδικό|newspaper|magazine|website|journal|Zeitung|"
    r"Zeitschrift|Magazin|revue|revista|periódico|diario|jornal|rivista|giornale|quotidiano|krant|tijdschrift|tygodniku|"
    r"miesięczniku|dzienniku|portalu|tidningen|avisen|tidsskriftet|deníku|časopise|týdeníku|denníku|listu|ziarul|revista|cotidianul|portalul)\s+)?"
)
"""What stands before a name: a preposition; an article in small letters; what kind of outlet it is."""
QUOTED = re.compile(r"[\"“”„«»‘'《‹]([^\"“”„«»’《》‹›]{2,40})[\"“”«»’'》›]")
WORD = re.compile(r"\S+")
BEHIND_WORD = '.,;:!?)]"”’»›'
JOINTS = OUTLET_PARTICLES | {"&", "to"}
"""Words in small letters between two of a name: ``Reasons to Be Cheerful``."""
BETWEEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:最初|最早|首先|首)次?(?:发表|發表|发布|發布|刊登|刊载|刊載|刊|发|發|载|載)(?:于|於|在|自)?\s?[《「]?([^《》「」，。,;；（(\s]{2,20})",
        r"(?:ilk (?:olarak|kez|defa)|daha önce) (.{2,40}?)(?:['’]\w{2,3}| (?:gazete|dergi|site)si\w*) ",
        r"(?:は|、)[「『]?([^はに、。「」『』]{2,20})[」』]?(?:に|で)(?:最初|初めて|初出|掲載|公開|発表)",
        r"(?:eredetileg|először) (?:az? )?(.{2,40}?)(?:b[ae]n|[oe]n|ön)? (?:jelent|látott)",
        r"(?:は|、)?初出[:：]\s?[「『]?([^、。「」『』（(\s]{2,20})",
        r"原(?:载|載|刊)(?:于|於|在|自)?\s?[《「]?([^《》「」，。,;；（(\s]{2,20})",
        r"(?:는|은) [<‘']?([^\s<>‘’'][^<>‘’']{1,20}?)[>’']?(?:에|에서) (?:처음|최초로|먼저)",
        r"(?:पहली बार|सबसे पहले|मूल रूप से) (.{2,40}?) (?:में|पर|द्वारा)",
        r"(?:پہلی بار|سب سے پہلے) (.{2,40}?) (?:میں|پر)",
        r"(?:نخستین بار|اولین بار|ابتدا) در (.{2,40}?) (?:منتشر|چاپ)",
        r"(?:لأول مرة|أولا|أولاً|للمرة الأولى|في الأصل) (?:في|على|من قبل) ([^.،,\d]{2,40}?)(?= (?:بتاريخ|يوم|عام|في)\b|[.،,\d]|\s*$)",
    )
)
"""Names that the words of a note enclose: no capital tells them, or an ending is joined to them."""
NO_NAMES = frozenset(
    "ausgabe blog druckausgabe edition heft issue journal magazin magazine newsletter print printausgabe zeitschrift zeitung "
    "website web english german french spanish italian portuguese dutch deutsch englisch great britain".split()
)
"""Words that are no name by themselves: ``the print edition``; languages and a country as in ``first published in``."""


BEFORE_NOUNS = ("ských", "ckých", "ském", "ckém", "skom", "ckom")
"""Endings of adjectives, whose noun in small letters is no name: ``v Osternických listech``."""


class Note(NamedTuple):
    """A note, and who was first by it."""

    line: Line
    end: int
    """Page text offset of its end: the name may stand on the next line."""
    name: str = ""
    """As it is written; "" where nobody is named."""
    start: int = 0
    """Page text offset of the name."""


def read(reading: Reading) -> Iterator[Field]:
    """The outlet or agency that each note names; not the one whose page it is."""
    last = reading.kept[-1].start if reading.kept else 0
    for note in notes(reading.article.page.lines, last):
        if note.name and not {_name_alone(note.name), letters(note.name)} & reading.sites:
            agency = named("agencies", note.name)
            evidence = reading.article.text[note.line.start : note.end].strip()
            end = note.start + len(note.name)
            yield Field("agency" if agency else "origin", agency or note.name, RANK, RULE, note.start, end, evidence)


def notes(lines: Sequence[Line], last: int) -> Iterator[Note]:
    """The notes at either end of a page, and around the end of the article: `last` is where its last line begins."""
    end = bisect_left(lines, last, key=lambda line: line.start)
    around = range(end - BEFORE_END + 1, end + BEHIND_END + 1)
    at = [index for index in range(len(lines)) if index in around or ENDS.holds(index, len(lines))]
    at = [index for index in at if len(lines[index].text) <= MAX_CHARS]
    if in_a_line(NOTE, "\n".join([lines[index].text for index in at])):
        for index in at:
            if regex(NOTE).search(lines[index].text):
                yield _note(lines[index], lines[index + 1] if index + 1 < len(lines) else None)


def _note(line: Line, below: Line | None) -> Note:
    name, start = outlet_in(line.text)
    if name:
        return Note(line, line.end, name, line.start + start)
    if below and any(found.end() == len(line.text) for found in LEADING_IN.finditer(line.text)):
        # a link stood there
        name, start = _name(below.text, 0)
        if name and len(below.text) <= len(name) + MAX_CLOSING:
            return Note(line, below.end, name, below.start + start)
    return Note(line, line.end)


def outlet_in(text: str) -> tuple[str, int]:
    """The outlet that a note names as the first, and where in it; "" where it names none, or only when."""
    for pattern in () if text.isascii() else BETWEEN:
        if found := pattern.search(text):
            return found[1].strip(), found.start(1)
    earlier = EARLIER.search(text)
    for before in LEADING_IN.finditer(text, earlier.end()) if earlier else ():
        name, start = _name(text, before.end())
        if name:
            return name, start
    return "", 0


def _name(text: str, at: int) -> tuple[str, int]:
    """The name that begins there: words with a capital, and joints between two of them; not a place, not a day."""
    quoted = QUOTED.match(text, at)
    if quoted and not quoted[1][0].islower():
        return quoted[1].strip(), quoted.start(1)
    dates = [(date.start, date.end) for date in find_dates(text)]
    end = at
    for count, word in enumerate(WORD.finditer(text, at)):
        bare = word[0].rstrip(BEHIND_WORD)
        if not bare or count == MAX_WORDS or any(start <= word.start() < stop for start, stop in dates):
            break
        if _has_capital(bare):
            end = word.start() + len(bare)
        elif end == at or bare.casefold() not in JOINTS:
            break
        if len(bare) < len(word[0]):
            break
    name = text[at:end].strip()
    if is_place(name) or all(_is_no_name(word) for word in name.split()):
        return "", 0
    return name, at


def _has_capital(word: str) -> bool:
    is_address = word.startswith(("http://", "https://", "www.")) or ADDRESS.search(word)
    return bool(is_address) or (word[0].isalnum() and any(char.isupper() for char in word))


def _is_no_name(word: str) -> bool:
    word = word.casefold()
    return (
        len(word) < 2
        or word in NO_NAMES
        or word.endswith(BEFORE_NOUNS)
        or word in calendar()["months"]
        or word in calendar()["weekdays"]
    )


def _name_alone(name: str) -> str:
    """Its letters, without an article."""
    return letters(re.sub(r"^(?i:the|der|die|das|le|la|el|il|de|het|o)\s+", "", name))
