from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes

NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|pinterest|whats ?app|telegram|youtube|tiktok|threads|bluesky"
    r"|mastodon|flipboard|reddit|snapchat|google news|apple news|google|feedly|rss|spotify|social media|twitch"
    r"|discord|msn|messenger|vk|xing|line)"
)


class FollowUs(LineRule):
    """An invitation to follow the outlet on a network, left in the article.

    ## What it checks
    Short lines that open with following, liking or adding the outlet or its author and name a network, and lone
    headings such as “Follow us”.

    ## Why it matters
    Names of networks in every article spoil topic models and entity counts.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-line tip in an article about a network (“Follow the minister on Mastodon”) reads the same.

    ## History
    Since 0.1.
    """

    code = "BP06"
    name = "follow-us"
    severity = Severity.INFO
    message = "invitation to follow"
    pattern = opening(
        rf"follow (?:us )?on {NETWORK}[.!]?$",
        r"(?:you can )?(?:also )?follow (?:us|me|along|him|her|them|the (?:author|reporter|writer)"
        rf"|@?[\pL\d][^.!?]{{0,60}})[, ]+(?:on|via|@) (?:our )?{NETWORK}\b.{{0,80}}$",
        r"(?:like|find|join|watch|check out|visit|connect with|friend) (?:us"
        rf"|our)(?: \pL+){{0,3}} on {NETWORK}\b.{{0,60}}$",
        r"(?:follow(?: us)?(?: on)?|follow us (?:on|for|@).*|connect with us|stay connected|find us on"
        r"|our socials|social media handles|get social|follow (?:this )?(?:topic|author|reporter|story|tag)s?"
        r"|follow @\S+)[:!. ]*$",
        r"(?:add|make|set|choose|pick) .{2,} (?:as )?(?:a|your) preferred source\b.*$",
        r"(?:folgen sie|folge|folgt) (?:uns|mir|@|der|dem).*$|(?:besuchen|liken) sie uns .*$",
        r"(?:suivez|rejoignez|retrouvez)[- ]nous\b.*$|nous suivre$|suivre$",
        r"s[íi]gu?e(?:nos|me| a .{2,} en)\b.*$|s[íi]guenos$|seguir$",
        r"segui(?:ci| .{2,} su) .*$|seguici$",
        r"siga(?:-nos| o | a ).*(?:facebook|twitter|instagram|x|whats ?app|redes).*$|siga-nos$",
        r"volg (?:ons|.{2,} op) .*$|volg ons$",
        r"(?:obserwuj|śledź|polub|znajdź) nas\b.*$",
    )
    max_chars = 170

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
