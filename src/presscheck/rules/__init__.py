"""The rules, in the order in which strip rules get first pick of a line. A new rule goes into `RULES`."""

from __future__ import annotations

from presscheck.rule import ArticleRule, BatchRule, Rule, StripRule
from presscheck.rules.ag01_agency_dateline import AgencyDateline
from presscheck.rules.ag02_dateline_no_place import DatelineNoPlace
from presscheck.rules.ag03_dateline_place_only import DatelinePlaceOnly
from presscheck.rules.ag04_dateline_missing_space import DatelineMissingSpace
from presscheck.rules.ag05_agency_stripped import AgencyStripped
from presscheck.rules.ag06_agency_credit_line import AgencyCreditLine
from presscheck.rules.ag07_credit_only_in_caption import CreditOnlyInCaption
from presscheck.rules.ag08_press_release_wire import PressReleaseWire
from presscheck.rules.ag09_agency_conflict import AgencyConflict
from presscheck.rules.ag11_first_published_note import FirstPublishedNote
from presscheck.rules.ag12_credit_in_mid_text import CreditInMidText
from presscheck.rules.ag13_feed_note import FeedNote
from presscheck.rules.bp01_newsletter_signup import NewsletterSignup
from presscheck.rules.bp02_newsletter_marker import NewsletterMarker
from presscheck.rules.bp03_consent_optin import ConsentOptin
from presscheck.rules.bp04_form_status import FormStatus
from presscheck.rules.bp05_app_promo import AppPromo
from presscheck.rules.bp06_follow_us import FollowUs
from presscheck.rules.bp07_messaging_promo import MessagingPromo
from presscheck.rules.bp08_read_more_link import ReadMoreLink
from presscheck.rules.bp09_also_read_inline import AlsoReadInline
from presscheck.rules.bp10_caps_inline_promo import CapsInlinePromo
from presscheck.rules.bp11_related_list import RelatedList
from presscheck.rules.bp12_most_read import MostRead
from presscheck.rules.bp13_share_bar import ShareBar
from presscheck.rules.bp14_social_word_line import SocialWordLine
from presscheck.rules.bp15_comments_prompt import CommentsPrompt
from presscheck.rules.bp16_bookmark_prompt import BookmarkPrompt
from presscheck.rules.bp17_copyright_line import CopyrightLine
from presscheck.rules.bp18_rights_line import RightsLine
from presscheck.rules.bp19_standards_line import StandardsLine
from presscheck.rules.bp20_publisher_blurb import PublisherBlurb
from presscheck.rules.bp21_author_bio import AuthorBio
from presscheck.rules.bp22_tip_line import TipLine
from presscheck.rules.bp23_donation_ask import DonationAsk
from presscheck.rules.bp24_affiliate_notice import AffiliateNotice
from presscheck.rules.bp25_ad_label import AdLabel
from presscheck.rules.bp26_ad_slot_id import AdSlotId
from presscheck.rules.bp27_cookie_banner import CookieBanner
from presscheck.rules.bp28_policy_line import PolicyLine
from presscheck.rules.bp29_captcha_line import CaptchaLine
from presscheck.rules.bp30_section_divider import SectionDivider
from presscheck.rules.bp31_breadcrumb import Breadcrumb
from presscheck.rules.bp32_nav_menu import NavMenu
from presscheck.rules.bp33_correction_link import CorrectionLink
from presscheck.rules.bp34_notification_widget import NotificationWidget
from presscheck.rules.bp35_template_repeat import TemplateRepeat
from presscheck.rules.bp36_wire_trailer import WireTrailer
from presscheck.rules.bp37_staff_credits import StaffCredits
from presscheck.rules.bp38_market_widget import MarketWidget
from presscheck.rules.bp39_outside_main_content import OutsideMainContent
from presscheck.rules.bp40_reads_as_furniture import ReadsAsFurniture
from presscheck.rules.bp41_not_article_after_all import NotArticleAfterAll
from presscheck.rules.bp42_disclaimer import Disclaimer
from presscheck.rules.bp43_subscription_offer import SubscriptionOffer
from presscheck.rules.bp44_archive_frame import ArchiveFrame
from presscheck.rules.by01_missing_byline import MissingByline
from presscheck.rules.by02_site_as_author import SiteAsAuthor
from presscheck.rules.by03_placeholder_author import PlaceholderAuthor
from presscheck.rules.by04_ui_as_author import UiAsAuthor
from presscheck.rules.by05_time_glued_author import TimeGluedAuthor
from presscheck.rules.by06_date_glued_author import DateGluedAuthor
from presscheck.rules.by07_title_glued_author import TitleGluedAuthor
from presscheck.rules.by08_role_in_author import RoleInAuthor
from presscheck.rules.by09_whole_byline_line import WholeBylineLine
from presscheck.rules.by10_only_first_author import OnlyFirstAuthor
from presscheck.rules.by11_unsplit_authors import UnsplitAuthors
from presscheck.rules.by12_author_is_commenter import AuthorIsCommenter
from presscheck.rules.by13_photographer_as_author import PhotographerAsAuthor
from presscheck.rules.by14_email_author import EmailAuthor
from presscheck.rules.by15_case_damage import CaseDamage
from presscheck.rules.by16_place_in_author import PlaceInAuthor
from presscheck.rules.by17_bare_initials import BareInitials
from presscheck.rules.by18_byline_left_in_body import BylineLeftInBody
from presscheck.rules.cp01_photo_credit import PhotoCredit
from presscheck.rules.cp02_caption_with_credit import CaptionWithCredit
from presscheck.rules.cp03_caption_glued_credit import CaptionGluedCredit
from presscheck.rules.cp05_viewer_label import ViewerLabel
from presscheck.rules.cp06_editor_image_note import EditorImageNote
from presscheck.rules.cp07_media_duration import MediaDuration
from presscheck.rules.cp08_caption_repeats_body import CaptionRepeatsBody
from presscheck.rules.dt01_scrape_day_header import ScrapeDayHeader
from presscheck.rules.dt03_glued_date_time import GluedDateTime
from presscheck.rules.dt05_updated_only import UpdatedOnly
from presscheck.rules.dt06_relative_date import RelativeDate
from presscheck.rules.dt07_unrendered_date import UnrenderedDate
from presscheck.rules.dt08_epoch_in_text import EpochInText
from presscheck.rules.dt09_future_date import FutureDate
from presscheck.rules.dt10_day_filled_in import DayFilledIn
from presscheck.rules.dt11_url_vs_page_date import UrlVsPageDate
from presscheck.rules.dt12_published_equals_updated import PublishedEqualsUpdated
from presscheck.rules.dt13_comment_date_taken import CommentDateTaken
from presscheck.rules.dt14_clock_slip import ClockSlip
from presscheck.rules.dt15_ambiguous_dmy import AmbiguousDmy
from presscheck.rules.dt16_weekday_mismatch import WeekdayMismatch
from presscheck.rules.dt17_dateline_date_conflict import DatelineDateConflict
from presscheck.rules.dt18_print_edition_date import PrintEditionDate
from presscheck.rules.dt19_date_from_code import DateFromCode
from presscheck.rules.dt20_footer_year_date import FooterYearDate
from presscheck.rules.dt21_constant_date_batch import ConstantDateBatch
from presscheck.rules.dt22_date_in_title import DateInTitle
from presscheck.rules.dt23_missing_date import MissingDate
from presscheck.rules.dt24_modified_before_published import ModifiedBeforePublished
from presscheck.rules.dt25_page_vs_markup_date import PageVsMarkupDate
from presscheck.rules.dt26_relative_weekday import RelativeWeekday
from presscheck.rules.dt27_default_date import DefaultDate
from presscheck.rules.dt28_later_than_file_name import LaterThanFileName
from presscheck.rules.dt29_weekday_of_other_year import WeekdayOfOtherYear
from presscheck.rules.dt30_copies_contradict import CopiesContradict
from presscheck.rules.du01_exact_dup import ExactDup
from presscheck.rules.du02_url_variant_dup import UrlVariantDup
from presscheck.rules.du04_near_duplicate import NearDuplicate
from presscheck.rules.du05_headline_rewrite import HeadlineRewrite
from presscheck.rules.du06_updated_version import UpdatedVersion
from presscheck.rules.du07_rewrite_of import RewriteOf
from presscheck.rules.du08_paragraph_reuse import ParagraphReuse
from presscheck.rules.du09_changed_at_address import ChangedAtAddress
from presscheck.rules.en01_mojibake import Mojibake
from presscheck.rules.en02_replacement_char import ReplacementChar
from presscheck.rules.en03_double_escaped_entity import DoubleEscapedEntity
from presscheck.rules.en04_wrong_charset_letters import WrongCharsetLetters
from presscheck.rules.en05_invisible_characters import InvisibleCharacters
from presscheck.rules.en06_control_characters import ControlCharacters
from presscheck.rules.en07_url_encoded_text import UrlEncodedText
from presscheck.rules.en08_mixed_unicode_form import MixedUnicodeForm
from presscheck.rules.en09_encoding_doubtful import EncodingDoubtful
from presscheck.rules.lb01_live_entry_stamps import LiveEntryStamps
from presscheck.rules.lb02_live_label import LiveLabel
from presscheck.rules.lb04_latest_ticker import LatestTicker
from presscheck.rules.lg01_language_mismatch import LanguageMismatch
from presscheck.rules.lg02_mixed_language import MixedLanguage
from presscheck.rules.lg03_translation_notice import TranslationNotice
from presscheck.rules.lg04_lorem_ipsum import LoremIpsum
from presscheck.rules.ly01_sentence_glue import SentenceGlue
from presscheck.rules.ly02_heading_glue import HeadingGlue
from presscheck.rules.ly03_repeated_token import RepeatedToken
from presscheck.rules.ly04_title_repeated import TitleRepeated
from presscheck.rules.ly05_duplicate_paragraph import DuplicateParagraph
from presscheck.rules.ly06_headline_twice_on_line import HeadlineTwiceOnLine
from presscheck.rules.ly07_inline_drop import InlineDrop
from presscheck.rules.ly08_all_one_line import AllOneLine
from presscheck.rules.ly09_table_flattened import TableFlattened
from presscheck.rules.ly10_lone_token_line import LoneTokenLine
from presscheck.rules.ly11_list_page import ListPage
from presscheck.rules.ly12_opens_new_tab import OpensNewTab
from presscheck.rules.ly13_several_documents import SeveralDocuments
from presscheck.rules.mk01_html_tag_left import HtmlTagLeft
from presscheck.rules.mk02_js_code import JsCode
from presscheck.rules.mk03_php_leak import PhpLeak
from presscheck.rules.mk04_template_var import TemplateVar
from presscheck.rules.mk05_cms_shortcode import CmsShortcode
from presscheck.rules.mk06_cms_comment import CmsComment
from presscheck.rules.mk07_attr_leak import AttrLeak
from presscheck.rules.mk08_embed_tweet import EmbedTweet
from presscheck.rules.mk09_bare_url import BareUrl
from presscheck.rules.mk10_markdown_left import MarkdownLeft
from presscheck.rules.mk11_json_left import JsonLeft
from presscheck.rules.mk12_unread_markup import UnreadMarkup
from presscheck.rules.op01_outlet_drift import OutletDrift
from presscheck.rules.pi01_reader_pii import ReaderPii
from presscheck.rules.pr01_no_source_url import NoSourceUrl
from presscheck.rules.pr02_publisher_mismatch import PublisherMismatch
from presscheck.rules.pr03_credit_missing_in_copy import CreditMissingInCopy
from presscheck.rules.pr04_quote_drift import QuoteDrift
from presscheck.rules.pr05_date_known_from_copy import DateKnownFromCopy
from presscheck.rules.pr06_fact_drift import FactDrift
from presscheck.rules.pr07_copy_without_origin import CopyWithoutOrigin
from presscheck.rules.pr08_made_with_ai import MadeWithAi
from presscheck.rules.pr09_agencies_differ import AgenciesDiffer
from presscheck.rules.pr10_read_from_keeper import ReadFromKeeper
from presscheck.rules.pr11_stated_origin import StatedOrigin
from presscheck.rules.rd01_unreadable import Unreadable
from presscheck.rules.rd02_too_many_findings import TooManyFindings
from presscheck.rules.st01_removed_prose import RemovedProse
from presscheck.rules.tg01_tag_list_tail import TagListTail
from presscheck.rules.tg02_system_tags import SystemTags
from presscheck.rules.tg03_tag_noise import TagNoise
from presscheck.rules.tr01_paywall_stub import PaywallStub
from presscheck.rules.tr02_paywall_inline import PaywallInline
from presscheck.rules.tr03_ellipsis_end import EllipsisEnd
from presscheck.rules.tr04_empty_body import EmptyBody
from presscheck.rules.tr05_mid_sentence_end import MidSentenceEnd
from presscheck.rules.tr06_bot_wall import BotWall
from presscheck.rules.tr07_access_flag_wrong import AccessFlagWrong
from presscheck.rules.tr08_cut_in_transfer import CutInTransfer
from presscheck.rules.tr09_error_page import ErrorPage
from presscheck.rules.tt01_site_suffix import SiteSuffix
from presscheck.rules.tt02_outlet_prefix import OutletPrefix
from presscheck.rules.tt03_title_missing import TitleMissing
from presscheck.rules.tt04_kicker_in_title import KickerInTitle
from presscheck.rules.wv01_expired_waiver import ExpiredWaiver
from presscheck.rules.wv02_stale_waiver import StaleWaiver

RULES: tuple[type[Rule], ...] = (
    # Characters: mojibake first, as its parts look like controls and invisible characters
    Mojibake,
    DoubleEscapedEntity,
    InvisibleCharacters,
    MixedUnicodeForm,
    ControlCharacters,
    GluedDateTime,
    DateGluedAuthor,
    DatelineMissingSpace,
    # Markup
    HtmlTagLeft,
    PhpLeak,
    JsonLeft,
    CmsComment,
    AttrLeak,
    JsCode,
    TemplateVar,
    CmsShortcode,
    BareUrl,
    EmbedTweet,
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
    UpdatedOnly,
    RelativeDate,
    UnrenderedDate,
    EpochInText,
    DayFilledIn,
    PublishedEqualsUpdated,
    CommentDateTaken,
    ClockSlip,
    PrintEditionDate,
    DateFromCode,
    FooterYearDate,
    DateInTitle,
    PageVsMarkupDate,
    RelativeWeekday,
    DefaultDate,
    LaterThanFileName,
    WeekdayOfOtherYear,
    # Boilerplate
    ShareBar,
    SocialWordLine,
    NewsletterSignup,
    PaywallInline,
    NewsletterMarker,
    ConsentOptin,
    FormStatus,
    AppPromo,
    FollowUs,
    MessagingPromo,
    BookmarkPrompt,
    CaptchaLine,
    ReadMoreLink,
    AlsoReadInline,
    CapsInlinePromo,
    CommentsPrompt,
    CopyrightLine,
    RightsLine,
    AffiliateNotice,
    Disclaimer,
    SubscriptionOffer,
    ArchiveFrame,
    DonationAsk,
    AuthorBio,
    PublisherBlurb,
    StaffCredits,
    TipLine,
    AdLabel,
    AdSlotId,
    MarketWidget,
    CookieBanner,
    PolicyLine,
    StandardsLine,
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
    UiAsAuthor,
    TimeGluedAuthor,
    TitleGluedAuthor,
    RoleInAuthor,
    WholeBylineLine,
    OnlyFirstAuthor,
    UnsplitAuthors,
    AuthorIsCommenter,
    PhotographerAsAuthor,
    EmailAuthor,
    CaseDamage,
    PlaceInAuthor,
    BareInitials,
    BylineLeftInBody,
    # Agencies
    AgencyDateline,
    DatelineNoPlace,
    DatelinePlaceOnly,
    AgencyStripped,
    AgencyCreditLine,
    CreditInMidText,
    FeedNote,
    AgencyConflict,
    CreditOnlyInCaption,
    PressReleaseWire,
    FirstPublishedNote,
    # Captions
    CaptionWithCredit,
    CaptionGluedCredit,
    PhotoCredit,
    EditorImageNote,
    CaptionRepeatsBody,
    ViewerLabel,
    MediaDuration,
    # Live blogs
    LiveEntryStamps,
    LiveLabel,
    LatestTicker,
    # Layout
    RepeatedToken,
    HeadlineTwiceOnLine,
    TitleRepeated,
    OpensNewTab,
    SentenceGlue,
    HeadingGlue,
    InlineDrop,
    DuplicateParagraph,
    AllOneLine,
    TableFlattened,
    LoneTokenLine,
    ListPage,
    SeveralDocuments,
    # Tags
    TagListTail,
    SystemTags,
    TagNoise,
    # Lists of other stories: after the rules that know a line by itself
    MostRead,
    RelatedList,
    # What is article and what is not: last, so that the ledger names the rule that knows more
    ReadsAsFurniture,
    NotArticleAfterAll,
    OutsideMainContent,
    # Duplication
    ExactDup,
    UrlVariantDup,
    NearDuplicate,
    HeadlineRewrite,
    UpdatedVersion,
    RewriteOf,
    ParagraphReuse,
    ChangedAtAddress,
    CopiesContradict,
    # Provenance
    NoSourceUrl,
    PublisherMismatch,
    CreditMissingInCopy,
    QuoteDrift,
    DateKnownFromCopy,
    FactDrift,
    CopyWithoutOrigin,
    AgenciesDiffer,
    MadeWithAi,
    ReadFromKeeper,
    StatedOrigin,
    # Reading
    Unreadable,
    TooManyFindings,
    # Operation
    OutletDrift,
    # Waivers
    ExpiredWaiver,
    StaleWaiver,
    # Stripping
    RemovedProse,
    # Titles
    SiteSuffix,
    OutletPrefix,
    TitleMissing,
    KickerInTitle,
    # Truncation
    PaywallStub,
    EllipsisEnd,
    EmptyBody,
    MidSentenceEnd,
    BotWall,
    AccessFlagWrong,
    CutInTransfer,
    ErrorPage,
    # Encoding
    ReplacementChar,
    WrongCharsetLetters,
    EncodingDoubtful,
    UnreadMarkup,
    UrlEncodedText,
    # Language
    LanguageMismatch,
    MixedLanguage,
    TranslationNotice,
    LoremIpsum,
    # Personal data
    ReaderPii,
)


def instances(rules: tuple[type[Rule], ...] = RULES) -> tuple[list[StripRule], list[ArticleRule], list[BatchRule]]:
    """One instance of each rule, by what it looks at: page, article, batch."""
    made = [rule() for rule in rules]
    return (
        [rule for rule in made if isinstance(rule, StripRule)],
        [rule for rule in made if isinstance(rule, ArticleRule)],
        [rule for rule in made if isinstance(rule, BatchRule)],
    )
