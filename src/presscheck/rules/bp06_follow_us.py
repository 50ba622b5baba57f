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
        r"(?:follow(?: us)?(?: on)?|follow us (?:on|for|@).{0,60}|connect with us|stay connected|find us on"
        r"|our socials|social media handles|get social|follow (?:this )?(?:topic|author|reporter|story|tag)s?"
        r"|follow @\S+)[:!. ]*$",
        r"(?:add|make|set|choose|pick) .{2,40} (?:as )?(?:a|your) preferred source\b.{0,40}$",
        r"(?:folgen sie|folge|folgt) (?:uns|mir|@|der|dem).{0,100}$|(?:besuchen|liken) sie uns .{0,60}$",
        r"(?:suivez|rejoignez|retrouvez)[- ]nous\b.{0,100}$|nous suivre$|suivre$",
        r"s[íi]gu?e(?:nos|me| a .{2,40} en)\b.{0,80}$|s[íi]guenos$|seguir$",
        r"segui(?:ci| .{2,40} su) .{0,80}$|seguici$",
        r"siga(?:-nos| o | a ).{0,80}(?:facebook|twitter|instagram|x|whats ?app|redes).{0,40}$|siga-nos$",
        r"volg (?:ons|.{2,40} op) .{0,80}$|volg ons$",
        r"(?:obserwuj|śledź|polub|znajdź) nas\b.{0,80}$",
    )
    max_chars = 170

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
