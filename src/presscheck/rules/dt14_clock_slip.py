import re
from collections.abc import Iterator

from presscheck.model import Dossier, Facts, Field, Severity
from presscheck.normalise.pointing import beside
from presscheck.rule import ArticleRule, Hit

CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$")
HALF_DAY = 12


class ClockSlip(ArticleRule):
    """Two sources give the same time, but for half a day or for the zone.

    ## What it checks
    The time of publication against the other times that page and markup give for it: the same day and minute, twelve
    hours apart, in the same zone or one of them without; or the same clock in two different zones.

    ## Why it matters
    “PM” was lost on the way, or a local time was stored as if it were UTC. Near midnight the day is wrong as well.

    ## What to do
    Believe the time with “PM”, and the zone that the page shows.

    ## When it is wrong
    Texts that two desks, hours apart by zone, publish at the same hour of their clocks.

    ## History
    Since 0.1.
    """

    code = "DT14"
    name = "clock-slip"
    severity = Severity.INFO
    tip = "Believe the time with “PM”, and the zone that the page shows."

    def find(self, dossier: Dossier, facts: Facts) -> Iterator[Hit]:
        """One hit, at the time that stands in the text; the other is related."""
        published = dossier.first("published")
        if published is None or "T" not in published.value:
            return
        for other in dossier.candidates("published"):
            why = _slip(published.value, other.value)
            if why:
                place, more = (published, other) if published.start is not None else (other, published)
                message = f"{_named(published)} and {_named(other)} {why}"
                yield Hit(place.start, place.end, message, related=beside(dossier, more, "the other time"))
                return


def _named(field: Field) -> str:
    return f"{field.value} ({field.rule})"


def _slip(one: str, other: str) -> str:
    """What sets two times apart, if it is one of the two slips."""
    first, second = CLOCK.match(one), CLOCK.match(other)
    if not first or not second or first[1] != second[1] or first[3] != second[3]:
        return ""
    hours = abs(int(first[2]) - int(second[2]))
    zones = {(match[4] or "").replace("+00:00", "Z") for match in (first, second)}
    if hours == 0 and len(zones) == 2 and "" not in zones:
        return "show the same clock in two zones"
    plain = len(zones) == 1 or ("" in zones and "Z" not in zones)
    return "are half a day apart" if hours == HALF_DAY and plain else ""
