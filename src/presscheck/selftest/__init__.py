"""Self-test: defects are planted in clean articles, and counted are those that are found again.

Works in memory; nothing is written, and no file is changed.
"""

from presscheck.selftest.clean import Clean, clean_articles
from presscheck.selftest.measure import measure

__all__ = ["Clean", "clean_articles", "measure"]
