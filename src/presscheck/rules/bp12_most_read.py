from presscheck.model import Severity
from presscheck.strip.headed_list import HeadedList
from presscheck.strip.shapes import lone


class MostRead(HeadedList):
    """A list of the outlet's most read stories with its heading, left in the article.

    ## What it checks
    Lines that are nothing but the heading of such a list (“Most read”, “Trending now”, “Meistgelesen”), in a dozen
    languages, and the list below, as in BP11.

    ## Why it matters
    The list is the outlet's front page on the day of the scrape, not the story's surroundings.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    An article that ends in a ranking of its own, without a sentence below it, under a heading such as “Most popular”.

    ## History
    Since 0.1.
    """

    code = "BP12"
    name = "most-read"
    severity = Severity.INFO
    message = "list of most read stories"
    pattern = lone(
        r"(?:(?:the|our) )?most(?: and)?(?: (?:read|popular|viewed|shared|commented|watched|discussed|emailed|recent"
        r"|clicked|loved))+(?: (?:stories|articles|posts|news|videos|now|today|this week))?(?: (?:in|on|from) .{2,})?",
        r"(?:now )?trending(?: (?:now|news|stories|topics|posts|today|videos|articles|this week))?(?: (?:on|in|at) .{2,})?",
        r"popular(?: (?:now|posts?|stories|articles|news|topics|today|videos|categories|tags|this week))?"
        r"(?: (?:on|in|from|at) .{2,})?|what['’]s (?:hot|trending|popular)|hot (?:topics|stories|right now)|top \d{1,2}",
        r"(?:am )?meist(?:gelesene?[nr]?|geklickte?|kommentierte?|geteilte?|gesucht)(?: (?:artikel|beiträge|texte))?"
        r"|am (?:beliebtesten|meisten gelesen)|beliebt(?:e artikel|este artikel)?|top[- ]?(?:10|5|artikel)",
        r"(?:articles? )?les \+? ?(?:plus )?(?:lus|consultés|partagés|populaires|commentés|vus)|lo más (?:leído|visto|popular"
        r"|comentado)|más (?:leídas|leídos|vistas)|(?:i|gli articoli) più (?:letti|visti|popolari|cliccati)|più letti",
        r"(?:as |os )?mais (?:lidas|lidos|vistas|vistos|acessadas|populares)|(?:meest|best) (?:gelezen|bekeken|populair)"
        r"|populair|najczęściej (?:czytane|komentowane|oglądane)|(?:naj)?popularn(?:iejsze|e)",
        r"mest (?:lest|läst|læst|lästa)|(?:アクセス)?ランキング|самое (?:читаемое|популярное)|популярн(?:ое|і)|найпопулярніше"
        r"|(?:en )?çok okunan(?:lar)?|terpopuler|많이 ?본 ?(?:뉴스|기사)|热门(?:文章|新闻)?|熱門(?:新聞)?",
    )
