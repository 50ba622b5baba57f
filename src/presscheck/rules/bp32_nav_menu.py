from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from presscheck.lexicons import folded
from presscheck.model import Facts, Page, Severity
from presscheck.rule import Hit, LineRule, remove_line
from presscheck.strip.shapes import BULLET, ends_sentence, is_bullet, like_subhead, lone

ITEM_CHARS = 32
"""Entries of menus are shorter than this; on labelled pages 95 % of bulleted boilerplate is."""
MIN_KNOWN = 3
"""So many words of menus make a menu. Swept with the density below on 415 labelled pages: 4 and 0.15 find 2,024
lines, 3 and 0.08 find 2,514, neither takes a line of an article."""
DENSITY = 0.4
"""The share of known words among the lines from the first to the last of them."""
BULLET_DENSITY = 0.08
"""The same for a bulleted list, which is taken whole."""
GAP = 4
"""So many unknown lines in a row end a menu."""


class NavMenu(LineRule):
    """The site's menu or footer, left in the text.

    ## What it checks
    Lines that are nothing but a word of navigation (“Skip to main content”, “Log in”, “Zum Inhalt springen”), and runs
    of short lines, at least three of which are section names or footer links known from `lexicons/navigation.txt`: of
    a bulleted list at least 8 %, of other short lines 40 %.

    ## Why it matters
    A menu names every subject the outlet has, so every article seems to be about all of them.

    ## What to do
    Nothing: the lines are removed and kept in the ledger.

    ## When it is wrong
    A bulleted list in an article that enumerates fields such as Health, Education and Culture. Single section names
    outside a run are left alone.

    ## History
    Since 0.1.
    """

    code = "BP32"
    name = "nav-menu"
    severity = Severity.INFO
    message = "navigation"
    max_chars = 80
    pattern = lone(
        r"(?:skip|jump|go|scroll|back|return)(?: back)? (?:to|past|over)(?: the| main| top| primary)*"
        r" (?:content|navigation|nav|menu|main menu|main|footer|header|top|home ?page|article|search|bottom|section|page)"
        r"(?: of (?:the )?(?:page|article))?",
        r"(?:main |site |mobile |open |close |toggle |show |hide |primary |secondary |user |full |hamburger )*"
        r"(?:menu|navigation|nav)(?: (?:menu|bar|toggle|icon|open|close))?|sections?(?: menu)?|all sections|breadcrumbs?",
        r"(?:site )?search(?: (?:for|here|the site|this site|keyword|query|results?|icon|button|form|articles|input|icon))*"
        r"(?: ?\.\.\.)?|search for",
        r"site (?:index|map|information navigation|navigation)|(?:international|us|u\.s\.|uk|global|print|digital|today['’]s)"
        r" edition|(?:sign|log) ?(?:in|out|up|on)(?: ?(?:/|or|\|) ?(?:sign|log|register|create|subscribe)[\w ]{0,20})?",
        r"(?:my|your|manage(?: my| your)?) (?:account|profile|subscription|library|saved (?:items|articles))|(?:post|page|article)"
        r" navigation|(?:previous|next|older|newer)(?: (?:article|post|story|page|entr(?:y|ies)|posts|stories|articles))"
        r"|back to (?:main menu|article|home|news|all .{2,}|results|list)|register(?: (?:now|for free|or log in))?"
        r"|(?:log in |sign in )?subscribe(?: (?:now|today|for free|from .{2,}))?|(?:\d\. )(?:home|news|startseite|accueil|inicio)",
        r"zu(?:m|r) (?:inhalt|hauptinhalt|navigation|hauptnavigation|suche|startseite|fußzeile|seitenanfang)(?: springen)?"
        r"|(?:haupt)?(?:menü|navigation)(?: (?:öffnen|schlie(?:ß|ss)en|anzeigen))?|suche(?:n)?(?: (?:öffnen|nach))?"
        r"|(?:ein|aus)loggen|anmelden|abmelden|registrieren|nach oben|zurück(?: zur .{2,})?|mein konto|startseite",
        r"(?:aller|passer|accéder) (?:au|à la|directement au) (?:contenu|menu|navigation|recherche|pied de page)(?: principal)?"
        r"|(?:se )?connecter|connexion|(?:s['’]|m['’])identifier|créer un compte|recherche(?:r)?|retour(?: (?:en haut|à .{2,}))?"
        r"|haut de page|mon compte|menu principal",
        r"(?:ir|saltar|pasar) (?:al?|para o|ao) (?:contenido|menú|conteúdo|navegación)(?: principal)?|iniciar sesi[óo]n"
        r"|reg[íi]strate|acceder|buscar|b[úu]squeda|volver (?:arriba|al inicio)|mi cuenta|cerrar sesión|menú",
        r"(?:vai|salta|passa) al (?:contenuto|menu)(?: principale)?|accedi|registrati|cerca(?: nel sito)?|torna (?:su|alla home)"
        r"|(?:fazer )?login|entrar|cadastre-se|pesquisar|busca|voltar ao (?:topo|início)|minha conta|menu principal",
        r"(?:ga )?naar (?:de )?(?:inhoud|hoofdinhoud|boven|zoeken|navigatie)|inloggen|registreren|zoek(?:en)?|terug naar .{2,}"
        r"|przejdź do (?:treści|menu|głównej treści|strony głównej)|zaloguj(?: się)?|zarejestruj(?: się)?|szukaj|wyszukaj"
        r"|(?:powrót )?do góry|moje konto",
        r"hopp til (?:innhold|hovedinnhold)|logg inn|logga in|log ind|hoppa till (?:innehåll|huvudinnehåll)|войти|поиск|увійти"
        r"|giriş yap|ログイン(?:する)?|(?:新規|会員|無料)登録(?:する)?|検索|登录|注册|登入|搜索|搜尋|로그인|회원가입|검색|메뉴|メニュー",
    )

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)

    def find(self, page: Page, matched: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[Hit]:
        """One hit for each lone word of navigation and for each line of a menu."""
        yield from super().find(page, matched, facts)
        for start, stop in menus([line.text for line in page.lines]):
            for line in page.lines[start:stop]:
                yield remove_line(line, self.message)


def menus(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of lines that are a menu."""
    found: list[tuple[int, int]] = []
    for start, stop, bulleted in _runs(lines):
        known = [i for i in range(start, stop) if _known(lines[i])]
        if bulleted and len(known) >= MIN_KNOWN and len(known) >= BULLET_DENSITY * (stop - start):
            found.append((start, stop))
        elif not bulleted:
            found += [
                (group[0], group[-1] + 1)
                for group in _groups(known)
                if len(group) >= MIN_KNOWN and len(group) >= DENSITY * (group[-1] + 1 - group[0])
            ]
    return found


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Longest stretches of entries, bulleted ones apart from others: start, stop, whether bulleted."""
    start = 0
    for kind, run in groupby(map(_kind, lines)):
        stop = start + sum(1 for _ in run)
        if kind:
            yield start, stop, kind == "bullet"
        start = stop


def _kind(text: str) -> str:
    """``bullet`` or ``plain`` for what may be an entry of a menu, else nothing."""
    text = text.strip()
    if len(text) > ITEM_CHARS + 2 or len(text) > ITEM_CHARS + 2 * is_bullet(text) or ends_sentence(text):
        return ""
    return "bullet" if is_bullet(text) else "plain"


def _known(text: str) -> bool:
    return BULLET.sub("", text, count=1).strip(" \t\xa0:|›»>+-").casefold() in folded("navigation")


def _groups(indices: Sequence[int]) -> list[list[int]]:
    """Indices put together where fewer than `GAP` lines lie between them."""
    groups: list[list[int]] = []
    for index in indices:
        if groups and index - groups[-1][-1] <= GAP:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
