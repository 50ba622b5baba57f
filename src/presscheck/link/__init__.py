"""Link: which articles share text, in which relation, which make a story, and what changed. Never edits text."""

from presscheck.link.connect import connected
from presscheck.link.earlier import Earlier, earlier
from presscheck.link.fingerprints import fingerprints
from presscheck.link.pairs import link
from presscheck.link.prints import Printed, body_for_linking, printed
from presscheck.link.stories import stories

__all__ = [
    "Earlier",
    "Printed",
    "body_for_linking",
    "connected",
    "earlier",
    "fingerprints",
    "link",
    "printed",
    "stories",
]
