"""Strip: furniture out of the page text, by rules, until they find no more."""

from presscheck.strip.engine import Stripped, match_lines, strip

__all__ = ["Stripped", "match_lines", "strip"]
