"""The rules, in the order in which strip rules get first pick of a line. A new rule goes into `RULES`."""

from __future__ import annotations

from presscheck.rule import ArticleRule, BatchRule, Rule, StripRule
from presscheck.rules.ag06_agency_credit_line import AgencyCreditLine
from presscheck.rules.ag09_agency_conflict import AgencyConflict
from presscheck.rules.ag12_credit_in_mid_text import CreditInMidText
from presscheck.rules.bp01_newsletter_signup import NewsletterSignup
from presscheck.rules.bp02_newsletter_marker import NewsletterMarker
from presscheck.rules.bp03_consent_optin import ConsentOptin
from presscheck.rules.bp04_form_status import FormStatus
from presscheck.rules.bp05_app_promo import AppPromo
from presscheck.rules.bp06_follow_us import FollowUs
from presscheck.rules.bp07_messaging_promo import MessagingPromo
from presscheck.rules.bp08_read_more_link import ReadMoreLink
from presscheck.rules.bp11_related_list import RelatedList
from presscheck.rules.bp12_most_read import MostRead
from presscheck.rules.bp13_share_bar import ShareBar
from presscheck.rules.bp14_social_word_line import SocialWordLine
from presscheck.rules.bp15_comments_prompt import CommentsPrompt
from presscheck.rules.bp17_copyright_line import CopyrightLine
from presscheck.rules.bp18_rights_line import RightsLine
from presscheck.rules.bp22_tip_line import TipLine
from presscheck.rules.bp25_ad_label import AdLabel
from presscheck.rules.bp27_cookie_banner import CookieBanner
from presscheck.rules.bp28_policy_line import PolicyLine
from presscheck.rules.bp30_section_divider import SectionDivider
from presscheck.rules.bp31_breadcrumb import Breadcrumb
from presscheck.rules.bp32_nav_menu import NavMenu
from presscheck.rules.bp33_correction_link import CorrectionLink
from presscheck.rules.bp34_notification_widget import NotificationWidget
from presscheck.rules.bp35_template_repeat import TemplateRepeat
from presscheck.rules.bp36_wire_trailer import WireTrailer
from presscheck.rules.bp39_outside_main_content import OutsideMainContent
from presscheck.rules.bp40_reads_as_furniture import ReadsAsFurniture
from presscheck.rules.bp41_not_article_after_all import NotArticleAfterAll
from presscheck.rules.by01_missing_byline import MissingByline
from presscheck.rules.by02_site_as_author import SiteAsAuthor
from presscheck.rules.by03_placeholder_author import PlaceholderAuthor
from presscheck.rules.by06_date_glued_author import DateGluedAuthor
from presscheck.rules.by08_role_in_author import RoleInAuthor
from presscheck.rules.by11_unsplit_authors import UnsplitAuthors
from presscheck.rules.by14_email_author import EmailAuthor
from presscheck.rules.by17_bare_initials import BareInitials
from presscheck.rules.cp02_caption_with_credit import CaptionWithCredit
from presscheck.rules.cp05_viewer_label import ViewerLabel
from presscheck.rules.cp07_media_duration import MediaDuration
from presscheck.rules.cp08_caption_repeats_body import CaptionRepeatsBody
from presscheck.rules.dt01_scrape_day_header import ScrapeDayHeader
from presscheck.rules.dt03_glued_date_time import GluedDateTime
from presscheck.rules.dt09_future_date import FutureDate
from presscheck.rules.dt11_url_vs_page_date import UrlVsPageDate
from presscheck.rules.dt15_ambiguous_dmy import AmbiguousDmy
from presscheck.rules.dt16_weekday_mismatch import WeekdayMismatch
from presscheck.rules.dt17_dateline_date_conflict import DatelineDateConflict
from presscheck.rules.dt21_constant_date_batch import ConstantDateBatch
from presscheck.rules.dt23_missing_date import MissingDate
from presscheck.rules.dt24_modified_before_published import ModifiedBeforePublished
from presscheck.rules.du01_exact_dup import ExactDup
from presscheck.rules.du04_near_duplicate import NearDuplicate
from presscheck.rules.en01_mojibake import Mojibake
from presscheck.rules.en02_replacement_char import ReplacementChar
from presscheck.rules.en03_double_escaped_entity import DoubleEscapedEntity
from presscheck.rules.en05_invisible_characters import InvisibleCharacters
from presscheck.rules.en06_control_characters import ControlCharacters
from presscheck.rules.en09_encoding_doubtful import EncodingDoubtful
from presscheck.rules.lg01_language_mismatch import LanguageMismatch
from presscheck.rules.lg04_lorem_ipsum import LoremIpsum
from presscheck.rules.ly01_sentence_glue import SentenceGlue
from presscheck.rules.ly03_repeated_token import RepeatedToken
from presscheck.rules.ly04_title_repeated import TitleRepeated
from presscheck.rules.ly05_duplicate_paragraph import DuplicateParagraph
from presscheck.rules.ly08_all_one_line import AllOneLine
from presscheck.rules.ly11_list_page import ListPage
from presscheck.rules.mk01_html_tag_left import HtmlTagLeft
from presscheck.rules.mk02_js_code import JsCode
from presscheck.rules.mk04_template_var import TemplateVar
from presscheck.rules.mk05_cms_shortcode import CmsShortcode
from presscheck.rules.mk09_bare_url import BareUrl
from presscheck.rules.mk10_markdown_left import MarkdownLeft
from presscheck.rules.pr03_credit_missing_in_copy import CreditMissingInCopy
from presscheck.rules.pr05_date_known_from_copy import DateKnownFromCopy
from presscheck.rules.rd01_unreadable import Unreadable
from presscheck.rules.tg01_tag_list_tail import TagListTail
from presscheck.rules.tr01_paywall_stub import PaywallStub
from presscheck.rules.tr03_ellipsis_end import EllipsisEnd
from presscheck.rules.tr04_empty_body import EmptyBody
from presscheck.rules.tr05_mid_sentence_end import MidSentenceEnd
from presscheck.rules.tr06_bot_wall import BotWall
from presscheck.rules.tt01_site_suffix import SiteSuffix
from presscheck.rules.tt03_title_missing import TitleMissing
from presscheck.rules.tt04_kicker_in_title import KickerInTitle

RULES: tuple[type[Rule], ...] = (
    # Characters: mojibake first, as its parts look like controls and invisible characters
    Mojibake,
    DoubleEscapedEntity,
    InvisibleCharacters,
    ControlCharacters,
    GluedDateTime,
    DateGluedAuthor,
    # Markup
    HtmlTagLeft,
    JsCode,
    TemplateVar,
    CmsShortcode,
    BareUrl,
    MarkdownLeft,
    # Dates
    ScrapeDayHeader,
    DatelineDateConflict,
    MissingDate,
    FutureDate,
    UrlVsPageDate,
    AmbiguousDmy,
    WeekdayMismatch,
    ConstantDateBatch,
    ModifiedBeforePublished,
    # Boilerplate
    ShareBar,
    SocialWordLine,
    NewsletterSignup,
    NewsletterMarker,
    ConsentOptin,
    FormStatus,
    AppPromo,
    FollowUs,
    MessagingPromo,
    ReadMoreLink,
    CommentsPrompt,
    CopyrightLine,
    RightsLine,
    TipLine,
    AdLabel,
    CookieBanner,
    PolicyLine,
    SectionDivider,
    Breadcrumb,
    NavMenu,
    CorrectionLink,
    NotificationWidget,
    TemplateRepeat,
    WireTrailer,
    # Bylines
    MissingByline,
    SiteAsAuthor,
    PlaceholderAuthor,
    RoleInAuthor,
    UnsplitAuthors,
    EmailAuthor,
    BareInitials,
    # Agencies
    AgencyCreditLine,
    CreditInMidText,
    AgencyConflict,
    # Captions
    CaptionWithCredit,
    CaptionRepeatsBody,
    ViewerLabel,
    MediaDuration,
    # Layout
    RepeatedToken,
    TitleRepeated,
    SentenceGlue,
    DuplicateParagraph,
    AllOneLine,
    ListPage,
    # Tags
    TagListTail,
    # Lists of other stories: after the rules that know a line by itself
    MostRead,
    RelatedList,
    # What is article and what is not: last, so that the ledger names the rule that knows more
    ReadsAsFurniture,
    NotArticleAfterAll,
    OutsideMainContent,
    # Duplication
    ExactDup,
    NearDuplicate,
    # Provenance
    CreditMissingInCopy,
    DateKnownFromCopy,
    # Reading
    Unreadable,
    # Titles
    SiteSuffix,
    TitleMissing,
    KickerInTitle,
    # Truncation
    PaywallStub,
    EllipsisEnd,
    EmptyBody,
    MidSentenceEnd,
    BotWall,
    # Encoding
    ReplacementChar,
    EncodingDoubtful,
    # Language
    LanguageMismatch,
    LoremIpsum,
)


def instances(rules: tuple[type[Rule], ...] = RULES) -> tuple[list[StripRule], list[ArticleRule], list[BatchRule]]:
    """One instance of each rule, by what it looks at: page, article, batch."""
    made = [rule() for rule in rules]
    return (
        [rule for rule in made if isinstance(rule, StripRule)],
        [rule for rule in made if isinstance(rule, ArticleRule)],
        [rule for rule in made if isinstance(rule, BatchRule)],
    )
