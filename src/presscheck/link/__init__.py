"""Link: which articles share text, in which relation, which make a story, and what changed. Never edits text."""

from presscheck.link.connect import connected, linked
from presscheck.link.earlier import Earlier, earlier
from presscheck.link.fingerprints import fingerprints
from presscheck.link.pairs import Linked, link
from presscheck.link.prints import Printed, body_for_linking, printed
from presscheck.link.stories import stories

__all__ = [
    "Earlier",
    "Linked",
    "Printed",
    "body_for_linking",
    "connected",
    "earlier",
    "fingerprints",
    "link",
    "linked",
    "printed",
    "stories",
]
