"""Check: rules over finished articles and over the batch, their hits made into findings."""

from presscheck.check.findings import check_articles, check_batch, weightiest
from presscheck.check.outlines import outline
from presscheck.check.waivers import Waivers

__all__ = ["Waivers", "check_articles", "check_batch", "outline", "weightiest"]
