"""A rule that knows a list by its heading and takes the list along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page
from presscheck.rule import Hit, LineRule, remove_line
from presscheck.strip.shapes import listed_below


class HeadedList(LineRule):
    """`pattern` matches the heading; what stands below it goes by `shapes.listed_below`."""

    max_chars = 80
    matches_only = True

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each heading and one for each line of its list, each line once."""
        indices = {line.number: index for index, line in enumerate(page.lines)}
        taken: set[int] = set()
        for hit in super().find(page, matched, facts):
            heading = next(
                i for i in matched[self.code] if page.lines[i].start <= (hit.start or 0) <= page.lines[i].end
            )
            for index in (heading, *(indices[line.number] for line in listed_below(page, heading))):
                if index not in taken:
                    taken.add(index)
                    yield remove_line(page.lines[index], self.message)
