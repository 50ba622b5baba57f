"""Link: which articles share text, and which of them make a story. Never edits text."""

from presscheck.link.fingerprints import fingerprints
from presscheck.link.pairs import body_for_linking, link
from presscheck.link.stories import stories

__all__ = ["body_for_linking", "fingerprints", "link", "stories"]
