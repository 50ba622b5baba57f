"""Check: rules over finished articles and over the batch, their hits made into findings."""

from presscheck.check.findings import check_article, check_batch

__all__ = ["check_article", "check_batch"]
