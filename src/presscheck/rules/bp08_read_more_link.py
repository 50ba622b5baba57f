from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes


class ReadMoreLink(LineRule):
    """A link to another article, left in the text.

    ## What it checks
    Lines that open with a label such as “Read more:”, “RELATED:”, “Lesen Sie auch:” or “À lire aussi :”, with the
    other article's headline behind it, and lone link words such as “Read more” or “View all”.

    ## Why it matters
    The headline of another story is taken for a sentence of this one; its names and places end up in the wrong
    article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A line that opens “See also:” in a reference list of an academic piece is taken too.

    ## History
    Since 0.1.
    """

    code = "BP08"
    name = "read-more-link"
    severity = Severity.INFO
    message = "link to another article"
    pattern = opening(
        r"(?:read (?:more|also|next|the full (?:story|article)|the story|related)|also read|see (?:also|more)"
        r"|don['’]t miss|must[- ]reads?|related(?: (?:stor(?:y|ies)|articles?|posts?|news|coverage|content"
        r"|reading))?|further reading|recommended(?: reading)?|more(?: (?:on this|from .{2,}|news|here"
        r"|stories))?|watch(?: also| more| now)?|go deeper|up next)\s?[:|»→]",
        r"(?:lesen sie (?:auch|mehr|hier|dazu|weiter|jetzt)(?: zum thema| dazu| hier)?|lies auch"
        r"|mehr (?:zum thema|dazu|lesen|infos?)|auch interessant|passend dazu|siehe auch|zum thema"
        r"|weiterlesen)\s?[:|»→]",
        r"(?:(?:à )?lire (?:aussi|également|la suite|plus)|voir aussi|à voir aussi|sur le même (?:sujet|thème)"
        r"|notre dossier|en savoir plus)\s?[:|»→]",
        r"(?:lea|lee|leer|ver|mira|vea|te puede interesar|también lea|le puede interesar)(?: también| más| además"
        r"| aquí)?\s?[:|»→]",
        r"(?:leggi|guarda|vedi)(?: anche| di più| pure)?\s?[:|»→]",
        r"(?:leia|veja|confira|saiba)(?: também| mais| ainda)?\s?[:|»→]",
        r"(?:lees|bekijk|zie|luister)(?: ook| meer| verder)\s?[:|»→]",
        r"(?:czytaj|zobacz|przeczytaj|sprawdź)(?: też| także| również| więcej)?\s?[:|»→]",
        r"(?:les også|les mer|läs (?:också|mer|även)|læs (?:også|mere)|читайте (?:также|також)|смотрите также"
        r"|baca juga|okuyun|関連記事|相关阅读)(?: на цю тему)?\s?[:|»→：]",
        r"click (?:here )?(?:to|for) (?:read|view|see|get|learn|continue) (?:more|the full)\b.*$",
        r"click here (?:for|to read) .*$",
        r"(?:read (?:more|next|the (?:full )?(?:story|article|report)(?: here)?|full (?:story|article)|on)"
        r"|(?:continue|keep) reading|(?:view|see|show|load|learn|find out|discover) (?:more|all|less"
        r"|results)(?: .*)?|view the latest issue|full story|go deeper|more (?:info(?:rmation)?|about)|more details"
        r"|full article|click here|here)[.!…]*$",
        r"(?:weiterlesen|mehr (?:anzeigen|erfahren|lesen|laden)|alle anzeigen|mehr|zum artikel|zur übersicht"
        r"|jetzt lesen)[.!…]*$",
        r"(?:lire (?:la suite|plus|aussi)|voir (?:plus|tout)|en savoir plus|afficher plus)[.!…]*$",
        r"(?:leer m[áa]s|ver m[áa]s|saber m[áa]s|seguir leyendo|ver todo|lee tambi[ée]n)[.!…]*$",
        r"(?:leggi (?:tutto|anche|di più|l['’]articolo)|continua a leggere|vedi tutti|mostra altro)[.!…]*$",
        r"(?:leia (?:mais|também)|ver (?:mais|todos)|saiba mais|continuar lendo)[.!…]*$",
        r"(?:lees (?:meer|verder|ook)|bekijk (?:meer|alles)|meer (?:lezen|tonen))[.!…]*$",
        r"(?:czytaj (?:więcej|dalej|też|także)|zobacz (?:więcej|wszystkie)|pokaż więcej|więcej)[.!…]*$",
        r"(?:les mer|läs mer|læs mere|vis mer|читать (?:далее|полностью)|подробнее|もっと見る|続きを読む|더보기|devamını oku"
        r"|selengkapnya)[.!…]*$",
    )
    max_chars = 200

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
