"""Strip: furniture out of the page text, by rules, until they find no more."""

from presscheck.strip.engine import Stripped, strip
from presscheck.strip.main_text import second_opinion

__all__ = ["Stripped", "second_opinion", "strip"]
