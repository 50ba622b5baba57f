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
        r"more (?:(?:\S+ ){0,3}(?:stories|articles|news|posts|headlines|coverage|videos|reading|content)|from \S.{0,40}"
        r"|(?:on|about|in) (?:this|these|the) (?:story|topic|subject|author|section|series|issue)s?|to (?:read|explore"
        r"|discover|watch|love)|like this|for you|reading|on this|by .{2,30}|in \S.{0,25})",
        r"you(?: (?:may|might|will|would|could))?(?: also)? (?:like|enjoy|love|be interested in|want to read)"
        r"(?: (?:these|this|to read))?(?: (?:articles?|stories))?",
        r"(?:read|up|what to read|watch) next|next up|keep (?:reading|exploring)|explore more|read also",
        r"(?:recommended|selected|picked|just|suggested|stories)(?: (?:for|by) (?:you|us|the editors?))",
        r"(?:editor['’]?s?['’]?|staff|our) (?:picks?|choice|recommendations?|top picks)|(?:today['’]s )?top (?:picks|reads)",
        r"(?:in case )?you (?:may have )?missed (?:it|this)|icymi|must[- ]reads?",
        r"(?:from )?(?:around|across|elsewhere on) (?:the )?(?:web|network|internet|site)|also (?:on|in|from|of interest"
        r"|see|read) ?.{0,30}",
        r"(?:the )?latest(?: (?:news|stories|articles|posts|videos|headlines|updates|from .{2,30}|in(?: .{2,20})?"
        r"|issue|podcasts?|on .{2,20}|reviews|\S+ news))?",
        r"recent(?: (?:posts|articles|stories|news|comments|videos|\S+ posts))|recently (?:published|viewed)"
        r"|(?:new|newest|trending|breaking|featured|other|previous|next|top)(?: \S+)? (?:stories|posts?|articles?"
        r"|news|headlines|videos)(?: (?:on|in|from) .{2,30})?",
        r"stories (?:you (?:may|might) (?:like|have missed)|for you|by .{2,30})|explore (?:our|the) (?:topics|archives?)",
        r"das (?:könnte|dürfte) (?:sie|dich|ihnen|dir|euch) auch (?:interessieren|gefallen)|auch interessant"
        r"|(?:das )?interessiert (?:andere|sie auch)|ebenfalls interessant",
        r"(?:lesen|sehen|hören) sie (?:auch|mehr|weiter|dazu)(?: .{2,30})?|lies (?:auch|mehr|dazu)|mehr (?:zum thema"
        r"|aus .{2,30}|von .{2,30}|zu(?:m|r)? .{2,40}|dazu|artikel|nachrichten|news|über .{2,30}|auf .{2,30})",
        r"(?:weitere|neueste|aktuelle|ähnliche|verwandte|passende|letzte|empfohlene|andere|beliebte|ausgewählte)"
        r" (?:artikel|themen|nachrichten|meldungen|beiträge|informationen|inhalte|videos|news|links|berichte|texte"
        r"|stories|storys|ressorts)(?: .{2,30})?",
        r"passend (?:zum thema|dazu)|zum thema|(?:unsere )?empfehlungen(?: der redaktion| für sie)?|(?:top|neueste)"
        r"-?(?:themen|news|artikel)|links zum (?:artikel|thema)|alles zum thema.{0,40}|dossier zum thema",
        r"(?:à )?(?:lire|voir)(?: (?:aussi|également|et aussi|ensuite))|sur le même (?:sujet|thème)|dans la même rubrique"
        r"|articles? (?:liés?|similaires?|connexes?|associés?|recommandés?|récents?)|(?:vous aimerez|cela peut vous"
        r"|ça peut vous|ceci pourrait).{0,30}(?:aussi|intéresser)|à (?:découvrir|ne pas manquer)|(?:nos|plus de)"
        r" (?:recommandations|articles|actualités)|contenus? (?:similaires?|associés?)|dernières? (?:actualités|infos?)",
        r"(?:también )?te (?:puede|podría|recomendamos|va a).{0,20}(?:interesar|gustar|leer)?|noticias? (?:relacionadas?"
        r"|destacadas)|(?:artículos|contenidos?|notas) relacionad[oa]s?|relacionad[oa]s|lee también|más (?:noticias"
        r"|información|sobre .{2,30}|en .{2,30}|de .{2,30})|últimas noticias|lo último|ver también",
        r"leggi (?:anche|pure)|(?:articoli|notizie|contenuti) (?:correlat[ei]|simili|recenti)|(?:ti )?potrebbe"
        r"(?:ro)? interessar(?:ti|e)(?: anche)?|approfondisci|altr[ei] (?:notizie|articoli)(?: .{2,30})?|ultime notizie",
        r"(?:leia|veja|confira)(?: também| mais)|(?:notícias|artigos|conteúdos?|matérias) relacionad[oa]s?"
        r"|você (?:também )?pode gostar|mais (?:notícias|sobre .{2,30}|de .{2,30})|últimas notícias",
        r"lees ook|gerelateerde? (?:artikel(?:en)?|berichten|nieuws|onderwerpen)|meer (?:over .{2,30}|van .{2,30}|nieuws"
        r"|lezen|artikelen|uit .{2,20})|aanbevolen(?: voor u)?|laatste nieuws|ook interessant|misschien ook interessant",
        r"(?:czytaj|zobacz|przeczytaj|sprawdź) (?:także|też|również|więcej)|powiązane(?: .{2,20})?|polecan[ey](?: .{2,20})?"
        r"|podobne (?:artykuły|tematy)|więcej (?:o|na ten temat|z) ?.{0,30}|najnowsze(?: .{2,20})?",
        r"(?:les|läs|læs) (?:også|mer|mere|också|även)(?: .{2,30})?|relaterte? (?:saker|artikler)|mer om .{2,30}"
        r"|читайте (?:также|також|ще)|похожие (?:новости|статьи)|по теме|новости по теме|ilgili haberler"
        r"|baca juga|berita (?:terkait|lainnya|terbaru)|関連(?:記事|ニュース)|おすすめ(?:の)?記事|あわせて読みたい"
        r"|相关(?:新闻|阅读|文章|报道)|推荐阅读|相關新聞|관련 ?기사",
    )
