"""The rules, in the order in which strip rules get first pick of a line. A new rule goes into `RULES`."""

from __future__ import annotations

from presscheck.rule import ArticleRule, BatchRule, Rule, StripRule
from presscheck.rules.bp01_newsletter_signup import NewsletterSignup
from presscheck.rules.by01_missing_byline import MissingByline
from presscheck.rules.dt01_scrape_day_header import ScrapeDayHeader

RULES: tuple[type[Rule], ...] = (
    # Dates
    ScrapeDayHeader,
    # Boilerplate
    NewsletterSignup,
    # Bylines
    MissingByline,
)


def instances(rules: tuple[type[Rule], ...] = RULES) -> tuple[list[StripRule], list[ArticleRule], list[BatchRule]]:
    """One instance of each rule, by what it looks at: page, article, batch."""
    made = [rule() for rule in rules]
    return (
        [rule for rule in made if isinstance(rule, StripRule)],
        [rule for rule in made if isinstance(rule, ArticleRule)],
        [rule for rule in made if isinstance(rule, BatchRule)],
    )
