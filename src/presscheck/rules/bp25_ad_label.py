from presscheck.model import Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import lone


class AdLabel(LineRule):
    """The label of an advertisement, left in the text.

    ## What it checks
    Lines that are nothing but “Advertisement”, “Ads”, “Story continues below”, “Sponsored by …” and the like, in a
    dozen languages.

    ## Why it matters
    The labels stand between paragraphs, where they pass for subheads.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A one-word subhead in an article about advertising is kept where it stands between two paragraphs, unless it is
    the usual label.

    ## History
    Since 0.1.
    """

    code = "BP25"
    name = "ad-label"
    severity = Severity.INFO
    message = "label of an advertisement"
    pattern = lone(
        r"(?:(?:skip|close|hide|report(?: this)?|end of|remove|why (?:am i seeing )?this|this is an?|sponsored"
        r"|about (?:this|these)) )?(?:advertise?ments?|advertising|adverts?|ads?)(?: (?:feedback|blocker|choices"
        r"|policy|information|notice|label|unit|slot|here))?(?:[ \d]{1,4})?",
        r"(?:advertise?ment|advert|ad|promotion)s?[\s:.|–—-]{1,6}(?:(?:page|story|article|post|content|text"
        r"|please|scroll(?: down)?|keep|continue|skip|to|continues?|below|after|reading|the|for|more|this|ad"
        r"|advertisement|remaining|resumes)[\s.,–—-]*){1,9}",
        r"(?:story|article|content|text|post|page|this (?:story|article))(?: \pL+)? continues? (?:below|after"
        r"|following)(?: (?:the |this )?(?:ad|advert|advertise?ment|video|gallery|promotion|sponsor))?",
        r"scroll (?:down )?(?:to|for) (?:continue(?: reading)?|more).*|continue reading the main story",
        r"more content below|after (?:the )?advert(?:isement)?",
        r"don['’]t want to see (?:this|ads).*|ad ?choices|ad-free.*",
        r"sponsored(?: (?:content|links?|stories|posts?|by|message|by .{2,}))?",
        r"sponsor(?:s| content| message|ed by)?|paid (?:content|post|partnership|program|for by .{2,})",
        r"promoted(?: (?:content|stories|by|links|post))?|partner content|presented by|supported by|powered by",
        r"brought to you by|in partnership with|from our partners?|branded content|native ad",
        r"(?:- )?(?:anzeigen?|werbung|werbeanzeige|sponsored|ende der anzeige|anzeige ende|advertorial"
        r"|werbepartner)",
        r"(?:nach|unter) der (?:anzeige|werbung)(?: weiterlesen)?",
        r"der artikel (?:geht|wird) .*(?:anzeige|werbung|unten).*|weiter nach der (?:anzeige|werbung)",
        r"anzeige schlie(?:ß|ss)en|sponsorenhinweis",
        r"publicit[ée]|annonce|contenu (?:sponsorisé|partenaire)|la suite après (?:cette|la) publicit[ée]",
        r"(?:la )?suite de l['’]article après.*|fin de la publicité",
        r"publicidade?|anuncios?|contenido (?:patrocinado|promocionado)|patrocinad[oa](?: por)?",
        r"contin[úu]a (?:leyendo )?(?:después|tras) (?:de )?la publicidad|sigue leyendo|conte[úu]do patrocinado",
        r"continua (?:após|depois) da? publicidade|an[úu]ncio",
        r"pubblicità|annunci(?:o)?|contenuto sponsorizzato|(?:l['’]articolo )?continua dopo la pubblicità",
        r"advertentie|gesponsord|(?:artikel|tekst) gaat verder (?:onder|na) .*",
        r"lees verder onder de advertentie|reklam[aye]?|artykuł sponsorowany",
        r"dalsza część (?:artykułu|tekstu) pod .*",
        r"annons|annonsørinnhold|annonse|sponset|mainos|hirdetés|реклама|рекламне|広告|スポンサーリンク|\[?pr\]?|광고|廣告|广告",
        r"iklan|advertensi|scroll to continue with content|ilan|διαφήμιση",
    )
    max_chars = 120
