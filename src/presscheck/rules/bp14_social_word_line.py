from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone

NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|pinterest|whats ?app|telegram|reddit|tumblr|flipboard|pocket"
    r"|you ?tube|tik ?tok|e-?mail|mail|messenger|facebook messenger|threads|bluesky|mastodon|rss(?: feeds?)?"
    r"|viber|line|xing|vk|vkontakte|snapchat|discord|twitch|google(?:\+| plus| news)?|apple news|feedly"
    r"|stumbleupon|digg|mix|odnoklassniki|weibo|wechat|podcasts?|spotify|tweet|gab|parler|truth social|gettr|sms"
    r"|fb|ig|skype|medium)"
)


class SocialWordLine(LineRule):
    """Names of networks alone on a line.

    ## What it checks
    Lines that hold nothing but names of networks and mail, one or several, with or without bullets and separators.

    ## Why it matters
    They are icons' labels. Entity counters take them for the subject of the article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is a network's name is kept where it stands between two paragraphs; in a list of short items it
    is not.

    ## History
    Since 0.1.
    """

    code = "BP14"
    name = "social-word-line"
    severity = Severity.INFO
    message = "names of networks"
    pattern = lone(
        rf"{NETWORK}(?:[\s|/·,•&+-]+(?:and )?{NETWORK})*(?: ?\(opens in (?:a )?new (?:window"
        r"|tab)\))?(?: ?[:|-]? ?[\d.,]+k?)?",
    )
    max_chars = 160

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
