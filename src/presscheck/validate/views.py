"""The narrow tables that expectations look at: counts, days and 0/1 flags, computed in DuckDB.

Great Expectations spends minutes on text columns and a second on numbers, so no text goes into a view.
Every view has ``article_id`` and ``source``, empty where a row has none. A flag or count that does not apply
to an article is NULL, and Great Expectations leaves the row out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A query over the tables of a run."""

    holds: str
    """What a row is, one phrase."""
    reads: Mapping[str, tuple[str, ...]]
    """Table -> the columns that the query needs."""
    sql: str


MACROS = r"""
-- The day a value names, as it is written; the first one where it names a month or a year.
CREATE MACRO written_day(value) AS
    TRY_CAST(CASE length(value) WHEN 4 THEN value || '-01-01' WHEN 7 THEN value || '-01' ELSE left(value, 10) END AS DATE);
-- The earliest day that a value can be anywhere on earth: a time with a zone is another day further west.
CREATE MACRO earliest_day(value) AS CASE
    WHEN regexp_matches(value, 'T.*(Z|[+-]\d\d:?\d\d)\z')
    THEN CAST(make_timestamp(epoch_us(TRY_CAST(value AS TIMESTAMPTZ)) - 43_200_000_000) AS DATE)
    ELSE written_day(value) END;
-- A day without a year ("--03-02", as datelines give it) in a given year; other values as they are.
CREATE MACRO in_year(value, year) AS CASE WHEN starts_with(value, '--') THEN year || substr(value, 2) ELSE value END;
-- 1 for a value that should be an ISO day or time and is none.
CREATE MACRO not_a_date(value) AS
    CAST(value IS NOT NULL AND written_day(in_year(value, '2000')) IS NULL AS TINYINT);
CREATE MACRO as_flag(condition) AS CAST(coalesce(condition, FALSE) AS TINYINT);
"""

# Whole values that stand where an author should and name none.
_PLACEHOLDER = (
    r"(?i)^(the )?(by|von|por|par|admin(istrator)?|author|guest( author| writer)?|contributors?|anonymous|unknown"
    r"|no author|none|null|undefined|nan|n/?a|staff|staff (writer|reporter|correspondent)s?|web ?(desk|master|team)"
    r"|news ?(desk|room|team|feed)|(our )?(reporter|correspondent)s?|editors?|editorial( (team|board|staff|desk))?"
    r"|online( desk)?|agenc(y|ies)|wire( services?)?|press release|redaktion|redacci[oó]n|r[ée]daction|redazione"
    r"|redactie|redakcja|.+ (staff|newsroom|news ?desk|redaktion))\z"
)
_ADDRESS = r"@|https?:|www\.|\.(com|org|net|news|info|example)\b"
# What came along with a name: digits, a leading "By", two people in one value.
_NO_NAME = r"(?i)\d|^(by|von|por|par|di|door)\s|\s(and|und|et|y|e|en|och|og)\s\S+\s\S|[;/|]"

COUNTED: dict[str, tuple[str, ...]] = {
    "lost_letters": ("EN04", "EN07"),
    "broken_layout": ("LY01", "LY02", "LY05", "LY07", "LY08", "LY09", "LY10", "CP03"),
    "list_pages": ("LY11",),
    "live_blogs": ("LB01", "LB02"),
    "foreign_text": ("LG01", "LG02", "LG04"),
    "private_data": ("PI01",),
    "empty_tags": ("TG02", "TG03"),
    "site_in_title": ("TT01", "TT02"),
    "other_addresses": ("DU02",),
}
"""Columns of the view ``defects``, and the rules whose findings they count."""


def _count(column: str, codes: tuple[str, ...]) -> str:
    """SQL for the number of findings of some rules."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"count(*) FILTER (f.rule IN ({listed})) AS {column}"


VIEWS: dict[str, View] = {
    "bylines": View(
        "an article, with what is known of who wrote it",
        {"articles": ("article_id", "source", "publisher", "authors", "agencies")},
        f"""
        SELECT article_id, source,
            coalesce(array_length(authors), 0) AS authors,
            coalesce(array_length(authors), 0) + coalesce(array_length(agencies), 0) + as_flag(publisher IS NOT NULL) AS origins,
            coalesce(array_length(list_filter(authors, lambda a:
                regexp_matches(a, '{_PLACEHOLDER}') OR regexp_matches(a, '{_ADDRESS}')
                OR lower(a) = lower(coalesce(publisher, ''))
                OR list_contains(list_transform(coalesce(agencies, []), lambda g: lower(g)), lower(a)))), 0)
                AS not_persons,
            coalesce(array_length(list_filter(authors, lambda a:
                regexp_matches(a, '{_NO_NAME}') OR length(a) > 60 OR length(a) < 2)), 0) AS not_names
        FROM articles""",
    ),
    "dates": View(
        "an article, with how its dates agree, in days",
        {
            "articles": ("article_id", "source", "published", "modified", "scraped_day", "dateline_date"),
            "fields": ("article_id", "field", "value", "chosen"),
            "findings": ("article_id", "rule", "waived"),
        },
        """
        WITH others AS (
            SELECT article_id, value FROM fields WHERE field = 'published' AND NOT chosen),
        contradicted AS (
            SELECT a.article_id, count(*) AS times
            FROM articles a JOIN others o USING (article_id)
            -- A month does not contradict a day in it, nor a day the one next to it: zones differ.
            WHERE NOT starts_with(a.published, o.value) AND NOT starts_with(o.value, a.published)
                AND abs(date_diff('day', written_day(a.published), written_day(o.value))) > 1
            GROUP BY a.article_id),
        doubted AS (
            SELECT article_id, count(*) AS times FROM findings
            WHERE rule IN ('DT05', 'DT06', 'DT13', 'DT16', 'DT19', 'DT20', 'DT26', 'DT27', 'DT28', 'DT29')
                AND NOT waived
            GROUP BY article_id)
        SELECT a.article_id, a.source,
            as_flag(a.published IS NOT NULL) AS published,
            CASE WHEN a.published IS NOT NULL THEN as_flag(length(a.published) >= 10) END AS to_the_day,
            not_a_date(a.published) + not_a_date(a.modified) + not_a_date(a.scraped_day)
                + not_a_date(a.dateline_date) AS not_dates,
            date_diff('day', written_day(a.scraped_day), earliest_day(a.published)) AS days_after_scrape,
            abs(date_diff('day', written_day(in_year(a.dateline_date, left(a.published, 4))),
                written_day(a.published))) AS apart,
            -- Without a year, the last days of December are next to the first of January.
            CASE WHEN starts_with(a.dateline_date, '--') THEN least(apart, abs(365 - apart)) ELSE apart END
                AS days_from_dateline,
            date_diff('day', written_day(a.modified), written_day(a.published)) AS days_after_change,
            CASE WHEN a.published IS NOT NULL THEN coalesce(c.times, 0) END AS contradictions,
            CASE WHEN a.published IS NOT NULL THEN coalesce(d.times, 0) END AS doubts
        FROM articles a LEFT JOIN contradicted c USING (article_id) LEFT JOIN doubted d USING (article_id)""",
    ),
    "inputs": View(
        "an input: an article, or a file that gave none",
        {"articles": ("article_id", "source"), "findings": ("article_id", "source", "rule")},
        """
        SELECT article_id, source, 1::TINYINT AS readable FROM articles
        UNION ALL
        SELECT DISTINCT '', source, 0::TINYINT FROM findings WHERE article_id = '' AND rule = 'RD01'""",
    ),
    "artefacts": View(
        "an article, with what is left of the page in its clean text",
        {"articles": ("article_id", "source", "clean_text")},
        r"""
        SELECT article_id, source,
            as_flag(contains(clean_text, '<') AND regexp_matches(clean_text,
                '(?i)</?(a|p|div|span|br|img|li|ul|ol|h[1-6]|b|i|em|strong|table|t[rdh]|script|style|iframe|figure|section|blockquote)(\s[^<>]{0,400})?/?>'))
                AS html_tags,
            as_flag(regexp_matches(clean_text,
                '\bfunction\s*\w*\s*\([^()\n]{0,80}\)\s*\{|\bdocument\.(getElement|querySelector|createElement|write)|\bwindow\.\w+\s*=|\bvar \w+ ?= ?[^\n]{1,120};|<\?php|\?php '))
                AS script,
            as_flag((contains(clean_text, '{{') AND regexp_matches(clean_text, '\{\{[^{}\n]{0,80}\}\}'))
                OR (contains(clean_text, '${') AND regexp_matches(clean_text, '\$\{\w[\w.]{0,60}\}'))
                OR regexp_matches(clean_text, '\[(monthFull|month|day|year|hour|minute|timezone)\]|%7B%22'))
                AS templates,
            as_flag(regexp_matches(clean_text,
                '&(amp|lt|gt|quot|nbsp|apos|mdash|ndash|[lr][sd]quo|hellip|[aeiouAEIOU](uml|acute|grave|circ));|&#x?[0-9a-fA-F]{2,6};'))
                AS entities,
            as_flag(regexp_matches(clean_text, '[ÂÃ][\x{80}-\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x{80}-\x{BF}œ™˜“”¦¢]|ðŸ'))
                AS mojibake,
            as_flag(contains(clean_text, '�')) AS replacement_chars,
            as_flag(regexp_matches(clean_text, '[\x{00}-\x{08}\x{0B}\x{0E}-\x{1F}\x{7F}-\x{84}\x{86}-\x{9F}]'))
                AS control_chars
        FROM articles""",
    ),
    "completeness": View(
        "an article, with how much of it is there",
        {
            "articles": ("article_id", "source", "media_type", "title", "page_chars", "clean_chars"),
            "findings": ("article_id", "rule", "confidence", "waived"),
        },
        """
        WITH cuts AS (
            SELECT article_id, count(*) AS times FROM findings
            WHERE rule IN ('TR01', 'TR03', 'TR04', 'TR05', 'TR06', 'TR08', 'TR09') AND confidence <> 'low' AND NOT waived
            GROUP BY article_id),
        risks AS (SELECT DISTINCT article_id, 1 AS risk FROM findings WHERE rule = 'ST01' AND NOT waived)
        SELECT a.article_id, a.source, a.clean_chars,
            coalesce(length(trim(a.title)), 0) AS title_chars,
            -- An HTML page is mostly furniture, a text file has been through somebody's extraction.
            CASE WHEN a.page_chars > 0 THEN greatest(0, 1 - a.clean_chars / a.page_chars) END AS removed,
            CASE WHEN a.media_type = 'text/html' THEN removed END AS removed_from_page,
            CASE WHEN a.media_type <> 'text/html' THEN removed END AS removed_from_text,
            coalesce(c.times, 0) AS truncations,
            as_flag(r.risk IS NOT NULL) AS removed_prose
        FROM articles a LEFT JOIN cuts c USING (article_id) LEFT JOIN risks r USING (article_id)""",
    ),
    "defects": View(
        "an article, with the number of findings of a kind in it",
        {"articles": ("article_id", "source"), "findings": ("article_id", "rule", "waived")},
        f"""
        SELECT a.article_id, a.source, {", ".join(_count(*column) for column in COUNTED.items())}
        FROM articles a LEFT JOIN findings f ON f.article_id = a.article_id AND NOT f.waived
        GROUP BY a.article_id, a.source""",
    ),
    "copies": View(
        "an article, with how it stands to its copies in the batch",
        {
            "articles": ("article_id", "source", "authors", "agencies", "clean_text", "story_id"),
            "findings": ("article_id", "rule", "waived"),
            "stories": ("story_id", "article_ids"),
        },
        """
        WITH members AS (
            SELECT DISTINCT story_id, unnest(article_ids) AS article_id FROM stories),
        conflicts AS (
            SELECT article_id, count(*) AS times FROM findings WHERE rule = 'AG09' AND NOT waived GROUP BY article_id),
        credits AS (
            SELECT article_id, source, story_id, md5(nullif(clean_text, '')) AS text_hash,
                coalesce(array_length(authors), 0) AS people, coalesce(array_length(agencies), 0) AS agencies
            FROM articles)
        SELECT c.article_id, c.source,
            -- Of a story that an agency is credited for somewhere: does this copy credit anybody?
            CASE WHEN c.story_id IS NOT NULL AND sum(c.agencies) OVER (PARTITION BY c.story_id) > 0
                THEN as_flag(c.people + c.agencies > 0) END AS credited,
            CASE WHEN c.text_hash IS NOT NULL THEN count(*) OVER (PARTITION BY c.text_hash) - 1 END AS twins,
            coalesce(k.times, 0) AS agency_conflicts,
            CASE WHEN c.story_id IS NOT NULL OR m.story_id IS NOT NULL
                THEN as_flag(c.story_id = m.story_id) END AS story_known
        FROM credits c LEFT JOIN members m USING (article_id) LEFT JOIN conflicts k USING (article_id)""",
    ),
    "links": View(
        "a pair of articles that share text, under its first article",
        {
            "articles": ("article_id", "source"),
            "links": ("article_a", "relation", "containment_a", "containment_b", "confidence"),
        },
        """
        SELECT l.article_a AS article_id, coalesce(a.source, '') AS source, l.relation,
            as_flag(l.containment_a BETWEEN 0 AND 1 AND l.containment_b BETWEEN 0 AND 1
                AND l.confidence BETWEEN 0 AND 1) AS shares_sound
        FROM links l LEFT JOIN articles a ON a.article_id = l.article_a""",
    ),
    "identity": View(
        "an article, with the form of its identifiers and counts",
        {"articles": ("article_id", "source", "raw_sha256", "clean_chars", "clean_text")},
        r"""
        SELECT article_id, source,
            as_flag(regexp_matches(article_id, '\A[0-9a-f]{16}\z')
                AND regexp_matches(raw_sha256, '\A[0-9a-f]{64}\z') AND source <> '') AS well_formed,
            clean_chars - length(clean_text) AS chars_miscounted
        FROM articles""",
    ),
    "ledgers": View(
        "an article, with the faults of its edits",
        {
            "articles": ("article_id", "source", "page_chars", "clean_chars"),
            "ledger": ("article_id", "start", "end", "replacement", "removed"),
        },
        """
        WITH edits AS (
            SELECT article_id, "start", "end", length(replacement) AS written, length(removed) AS taken,
                max("end") OVER (PARTITION BY article_id ORDER BY "start", "end"
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
            FROM ledger),
        sums AS (
            SELECT e.article_id,
                count(*) FILTER (e."start" < 0 OR e."start" > e."end" OR e."end" > a.page_chars) AS misplaced,
                count(*) FILTER (e."start" < e.reached) AS overlapping,
                count(*) FILTER (e.taken <> e."end" - e."start") AS misquoted,
                sum(e."end" - e."start" - e.written) AS lost
            FROM edits e JOIN articles a USING (article_id) GROUP BY e.article_id)
        SELECT a.article_id, a.source, coalesce(s.misplaced, 0) AS misplaced,
            coalesce(s.overlapping, 0) AS overlapping, coalesce(s.misquoted, 0) AS misquoted,
            CAST(a.page_chars - a.clean_chars - coalesce(s.lost, 0) AS BIGINT) AS unaccounted
        FROM articles a LEFT JOIN sums s USING (article_id)""",
    ),
    "evidence": View(
        "an article, with the faults of its fields",
        {
            "articles": ("article_id", "source", "page_chars"),
            "fields": ("article_id", "field", "chosen", "confidence", "start", "end"),
        },
        """
        WITH sums AS (
            SELECT f.article_id,
                count(*) FILTER (f."start" < 0 OR f."start" > f."end" OR f."end" > a.page_chars
                    OR (f."start" IS NULL) <> (f."end" IS NULL)) AS misplaced,
                count(*) FILTER (f.confidence IS NULL OR NOT f.confidence BETWEEN 0 AND 1) AS unsure
            FROM fields f JOIN articles a USING (article_id) GROUP BY f.article_id),
        rivals AS (
            SELECT article_id, count(*) AS fields FROM (
                SELECT article_id, field FROM fields
                WHERE chosen AND field IN ('title', 'published', 'modified', 'scraped_day', 'dateline_place',
                    'dateline_date', 'language', 'publisher')
                GROUP BY article_id, field HAVING count(*) > 1)
            GROUP BY article_id)
        SELECT a.article_id, a.source, coalesce(s.misplaced, 0) AS misplaced, coalesce(s.unsure, 0) AS unsure,
            coalesce(r.fields, 0) AS chosen_twice
        FROM articles a LEFT JOIN sums s USING (article_id) LEFT JOIN rivals r USING (article_id)""",
    ),
    "findings": View(
        "an input with findings, and the faults of those",
        {
            "articles": ("article_id", "page_chars"),
            "findings": ("article_id", "source", "severity", "confidence", "start", "end"),
        },
        """
        SELECT f.article_id, f.source,
            count(*) FILTER (f.severity IS NULL OR f.severity NOT IN ('info', 'warning', 'error')
                OR f.confidence IS NULL OR f.confidence NOT IN ('low', 'medium', 'high')) AS ungraded,
            count(*) FILTER (f."start" < 0 OR f."start" > f."end" OR f."end" > a.page_chars) AS misplaced
        FROM findings f LEFT JOIN articles a USING (article_id) GROUP BY f.article_id, f.source""",
    ),
    "references": View(
        "an article that another table names",
        {
            "articles": ("article_id",),
            "fields": ("article_id",),
            "ledger": ("article_id",),
            "findings": ("article_id",),
            "links": ("article_a", "article_b"),
            "stories": ("article_ids",),
        },
        """
        WITH named AS (
            SELECT article_id FROM fields UNION SELECT article_id FROM ledger
            UNION SELECT article_id FROM findings WHERE article_id <> ''
            UNION SELECT article_a FROM links UNION SELECT article_b FROM links
            UNION SELECT unnest(article_ids) FROM stories)
        SELECT n.article_id, '' AS source, as_flag(a.article_id IS NOT NULL) AS known
        FROM named n LEFT JOIN articles a USING (article_id)""",
    ),
}
"""View name -> query; suites name these in ``meta.table``."""
