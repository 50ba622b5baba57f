from presscheck.model import Severity
from presscheck.strip.headed_list import HeadedList
from presscheck.strip.shapes import lone


class RelatedList(HeadedList):
    """A list of other stories with its heading, left in the article.

    ## What it checks
    Lines that are nothing but the heading of such a list (“Related stories”, “More Business Stories”, “Das könnte
    Sie auch interessieren”), in a dozen languages. With the heading go the headlines below it: everything, where no
    running text follows; else the bulleted lines right below, or the headlines right below but for the last, which
    may be the next subhead.

    ## Why it matters
    Headlines of other stories bring their names, places and numbers into this one, and change every day.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    An article that ends in a short list of its own under a heading such as “Further reading” loses that list.

    ## History
    Since 0.1.
    """

    code = "BP11"
    name = "related-list"
    severity = Severity.INFO
    message = "list of other stories"
    max_chars = 80
    pattern = lone(
        r"(?:related|similar|other|further|recommended|suggested|featured|additional|associated|connected)"
        r"(?: (?:and|&) \S+)?(?: news)?(?: (?:articles?|stor(?:y|ies)|posts?|topics?|content|news|links?|coverage"
        r"|reading|videos?|items?|searches|reads|for you|pages|material|stories and|resources|documents))*",
        r"more (?:(?:\S+ ){0,3}(?:stories|articles|news|posts|headlines|coverage|videos|reading|content)|from \S.*"
        r"|(?:on|about|in) (?:this|these|the) (?:story|topic|subject|author|section|series|issue)s?|to (?:read|explore"
        r"|discover|watch|love)|like this|for you|reading|on this|by .{2,}|in \S.*)",
        r"you(?: (?:may|might|will|would|could))?(?: also)? (?:like|enjoy|love|be interested in|want to read)"
        r"(?: (?:these|this|to read))?(?: (?:articles?|stories))?",
        r"(?:read|up|what to read|watch) next|next up|keep (?:reading|exploring)|explore more|read also",
        r"(?:recommended|selected|picked|just|suggested|stories)(?: (?:for|by) (?:you|us|the editors?))",
        r"(?:editor['’]?s?['’]?|staff|our) (?:picks?|choice|recommendations?|top picks)|(?:today['’]s )?top (?:picks|reads)",
        r"(?:in case )?you (?:may have )?missed (?:it|this)|icymi|must[- ]reads?",
        r"(?:from )?(?:around|across|elsewhere on) (?:the )?(?:web|network|internet|site)|also (?:on|in|from|of interest"
        r"|see|read) ?.*",
        r"(?:the )?latest(?: (?:news|stories|articles|posts|videos|headlines|updates|from .{2,}|in(?: .{2,})?"
        r"|issue|podcasts?|on .{2,}|reviews|\S+ news))?",
        r"recent(?: (?:posts|articles|stories|news|comments|videos|\S+ posts))|recently (?:published|viewed)"
        r"|(?:new|newest|trending|breaking|featured|other|previous|next|top)(?: \S+)? (?:stories|posts?|articles?"
        r"|news|headlines|videos)(?: (?:on|in|from) .{2,})?",
        r"stories (?:you (?:may|might) (?:like|have missed)|for you|by .{2,})|explore (?:our|the) (?:topics|archives?)",
        r"das (?:könnte|dürfte) (?:sie|dich|ihnen|dir|euch) auch (?:interessieren|gefallen)|auch interessant"
        r"|(?:das )?interessiert (?:andere|sie auch)|ebenfalls interessant",
        r"(?:lesen|sehen|hören) sie (?:auch|mehr|weiter|dazu)(?: .{2,})?|lies (?:auch|mehr|dazu)|mehr (?:zum thema"
        r"|aus .{2,}|von .{2,}|zu(?:m|r)? .{2,}|dazu|artikel|nachrichten|news|über .{2,}|auf .{2,})",
        r"(?:weitere|neueste|aktuelle|ähnliche|verwandte|passende|letzte|empfohlene|andere|beliebte|ausgewählte)"
        r" (?:artikel|themen|nachrichten|meldungen|beiträge|informationen|inhalte|videos|news|links|berichte|texte"
        r"|stories|storys|ressorts)(?: .{2,})?",
        r"passend (?:zum thema|dazu)|zum thema|(?:unsere )?empfehlungen(?: der redaktion| für sie)?|(?:top|neueste)"
        r"-?(?:themen|news|artikel)|links zum (?:artikel|thema)|alles zum thema.*|dossier zum thema",
        r"(?:à )?(?:lire|voir)(?: (?:aussi|également|et aussi|ensuite))|sur le même (?:sujet|thème)|dans la même rubrique"
        r"|articles? (?:liés?|similaires?|connexes?|associés?|recommandés?|récents?)|(?:vous aimerez|cela peut vous"
        r"|ça peut vous|ceci pourrait).*(?:aussi|intéresser)|à (?:découvrir|ne pas manquer)|(?:nos|plus de)"
        r" (?:recommandations|articles|actualités)|contenus? (?:similaires?|associés?)|dernières? (?:actualités|infos?)",
        r"(?:también )?te (?:puede|podría|recomendamos|va a).*(?:interesar|gustar|leer)?|noticias? (?:relacionadas?"
        r"|destacadas)|(?:artículos|contenidos?|notas) relacionad[oa]s?|relacionad[oa]s|lee también|más (?:noticias"
        r"|información|sobre .{2,}|en .{2,}|de .{2,})|últimas noticias|lo último|ver también",
        r"leggi (?:anche|pure)|(?:articoli|notizie|contenuti) (?:correlat[ei]|simili|recenti)|(?:ti )?potrebbe"
        r"(?:ro)? interessar(?:ti|e)(?: anche)?|approfondisci|altr[ei] (?:notizie|articoli)(?: .{2,})?|ultime notizie",
        r"(?:leia|veja|confira)(?: também| mais)|(?:notícias|artigos|conteúdos?|matérias) relacionad[oa]s?"
        r"|você (?:também )?pode gostar|mais (?:notícias|sobre .{2,}|de .{2,})|últimas notícias",
        r"lees ook|gerelateerde? (?:artikel(?:en)?|berichten|nieuws|onderwerpen)|meer (?:over .{2,}|van .{2,}|nieuws"
        r"|lezen|artikelen|uit .{2,})|aanbevolen(?: voor u)?|laatste nieuws|ook interessant|misschien ook interessant",
        r"(?:czytaj|zobacz|przeczytaj|sprawdź) (?:także|też|również|więcej)|powiązane(?: .{2,})?|polecan[ey](?: .{2,})?"
        r"|podobne (?:artykuły|tematy)|więcej (?:o|na ten temat|z) ?.*|najnowsze(?: .{2,})?",
        r"(?:les|läs|læs) (?:også|mer|mere|också|även)(?: .{2,})?|relaterte? (?:saker|artikler)|mer om .{2,}"
        r"|читайте (?:также|також|ще)|похожие (?:новости|статьи)|по теме|новости по теме|ilgili haberler"
        r"|baca juga|berita (?:terkait|lainnya|terbaru)|関連(?:記事|ニュース)|おすすめ(?:の)?記事|あわせて読みたい"
        r"|相关(?:新闻|阅读|文章|报道)|推荐阅读|相關新聞|관련 ?기사",
    )
