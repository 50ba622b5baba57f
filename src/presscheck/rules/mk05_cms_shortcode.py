import re
from collections.abc import Iterator, Mapping, Sequence

from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, LineRule, remove_line

NAMES = (
    "ad|ads|ad_[a-z0-9_]+|advert|adrotate|audio|blockquote|box|button|caption|carousel|column|contact-form(?:-7)?|cta|divider|dropcap"
    "|embed|et_pb_[a-z_]+|facebook|fusion_[a-z_]+|gallery|gravityform|iframe|image|img|infobox|instagram|inline_?[a-z_]*|interaction"
    "|jetpack[a-z_-]*|map|media|newsletter[a-z_-]*|ngg[a-z_]*|one_half|one_third|photo|playlist|poll|podcast|pullquote|quote|read_?more"
    "|recent_posts|related[a-z_-]*|rev_slider|row|sc|section|share|shortcode|sidebar|slideshow|social|soundcloud|spacer|su_[a-z_]+|tab|table"
    "|tabs|toc|toggle|tweet|twitter|vc_[a-z_]+|video|vimeo|widget|wp[a-z_-]+|youtube"
)
SHORTCODE = re.compile(
    rf"\[/(?:{NAMES})\]|\[(?:{NAMES})(?:\s+[\w-]{{1,40}}\s*=[^\]\n]{{0,400}}|\s*/)\]"
    r"|\b(?:END-)?BLOCK\([\w -]{1,40}\)(?:\[\d{1,3}\])?(?:\([^)\n]{0,2000}\))?"
    r"|\$\$[\w -]{2,60}\$\$|<!-- /?wp:[^>\n]{0,400}-->"
)
LONE = re.compile(rf"\s*\[(?:{NAMES})(?:\s[^\]]*)?\]\s*")


class CmsShortcode(LineRule):
    """A command of the publishing system, left in the text.

    ## What it checks
    Shortcodes in square brackets with attributes or a closing stroke (`[caption id="3"]`, `[/gallery]`), such a word in
    brackets alone on its line, `BLOCK(…)` marks and `<!-- wp:… -->` comments. Only known names in lower case count, so
    that an editor's note in brackets is kept.

    ## Why it matters
    The element it stands for (a picture, a table, a quotation) is missing from the text.

    ## What to do
    Take the text from the rendered page, or render the shortcodes.

    ## When it is wrong
    A how-to for a publishing system that shows its shortcodes.

    ## History
    Since 0.1.
    """

    code = "MK05"
    name = "cms-shortcode"
    severity = Severity.WARNING
    message = "shortcode left as text"
    matches_only = True
    tip = "Take the text from the rendered page."
    pattern = r"\[/?[a-z][a-z0-9_-]+(?:\s[^\]]*)?/?\]|BLOCK\(|\$\$[\w -]+\$\$|<!-- /?wp:"
    max_chars = 20_000

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each shortcode, or for the line where nothing else is on it."""
        for index in matched.get(self.code, ()):
            line = page.lines[index]
            found = list(SHORTCODE.finditer(line.text))
            if LONE.fullmatch(line.text) or (found and not SHORTCODE.sub("", line.text).strip()):
                yield remove_line(line, self.message)
                continue
            for place in found:
                yield Hit(line.start + place.start(), line.start + place.end(), self.message, replacement="")
