from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone

NETWORK = (
    r"(?:facebook|twitter|x|instagram|linkedin|pinterest|whats ?app|telegram|reddit|tumblr|flipboard|pocket"
    r"|e-?mail|mail|messenger|threads|bluesky|mastodon|line|vk|xing|snapchat|skype|viber|sms|link|hacker ?news"
    r"|social media)"
)


class ShareBar(LineRule):
    """A button of the bar for sharing and saving, left in the text.

    ## What it checks
    Lines that are nothing but words of a share bar: “Share this story”, “Link copied”, “Save”, “Print”, one or
    several on a line, in eight languages.

    ## Why it matters
    The bar stands above every article, and each of its words passes for a paragraph.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is a single such word is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP13"
    name = "share-bar"
    severity = Severity.INFO
    message = "share bar"
    pattern = lone(
        r"(?:(?:click |tap )?(?:to )?(?:share|tweet|post|send|email|e-?mail|pin|submit|recommend|repost"
        r"|forward)(?: (?:this|the|full|it|article|story|page|post|link|video|recipe|on|via|by|to|in|with|using|a"
        rf"|an|friends?|{NETWORK}|your|inbox))*(?: \((?:opens|open) in (?:a )?new (?:window|tab)\))? ?[\d.,]*k?)",
        rf"(?:share (?:on|via|by) {NETWORK} ?){{2,6}}|(?:share this )?(?:article|story) share|add to your saved .{{2,20}}",
        r"(?:[\d.,]+k? )?(?:shares?|likes?|retweets?|tweets?|views?)(?: [\d.,]+k?)?",
        r"(?:link |url )?copied(?: to (?:the )?clipboard)?",
        r"copy(?: (?:the )?(?:link|url|address))?(?: to clipboard)?|copy this link|permalink|short link",
        r"get (?:short)?link|embed(?: this)?",
        r"be sociable,? share|sharing is caring|share the (?:love|post|news)|like this|pin it",
        r"opens? in (?:a )?new (?:window|tab)|external link(?: to)?",
        r"(?:save|bookmark|print|download)(?: (?:this|the|for later|article|story|page|post|pdf|as|list|to"
        r"|reading|friendly|version|{NET}))*",
        r"(?:article|story) saved|saved|remove bookmark|add to (?:list|reading list|bookmarks|favou?rites)",
        r"gift(?: this)?(?: article)?|like|react",
        rf"(?:tweet|share|pin|e-?mail|print|comments?|like|save|post|copy|link|{NETWORK})(?:[ |/,·•&-]+(?:tweet"
        rf"|share|pin|e-?mail|print|comments?|like|save|post|copy|link|more|{NETWORK}|[\d.,]+k?))+",
        r"listen(?: to (?:this )?(?:article|story|audio))?(?: \(?\d+ min(?:ute)?s?\)?)?|listen now|text size",
        r"font size|a- ?a\+?|change (?:font|text) size|reader view",
        r"(?:artikel |beitrag |seite |jetzt )?(?:teilen|drucken|merken|anhören|vorlesen|empfehlen|versenden"
        rf"|kopieren|speichern)(?: (?:auf|via|per|bei|über) {NETWORK})?",
        rf"(?:auf|bei|via|per|über) {NETWORK} teilen|link (?:kopieren|kopiert)|in zwischenablage kopieren",
        r"schriftgr(?:öß|oess)e|(?:per )?e-?mail versenden|merkliste",
        r"(?:partager|imprimer|enregistrer|écouter|envoyer|offrir|sauvegarder)(?: (?:l['’]article|cet article|sur"
        rf"|par|via|à un ami|{NETWORK}|cette page))*",
        r"copier le lien|lien copié|ajouter (?:à|aux) .*favoris",
        r"(?:compartir?|comparte|guardar|imprimir|escuchar|enviar)(?: (?:en|por|el|esta|este|art[íi]culo|noticia"
        rf"|{NETWORK}))*",
        r"copiar (?:el )?enlace|enlace copiado",
        rf"(?:condividi|stampa|salva|ascolta|invia)(?: (?:su|via|per|l['’]articolo|articolo|questo|{NETWORK}))*",
        r"copia (?:il )?link|link copiato",
        r"(?:compartilh(?:e|ar)|partilhar?|partilhe|imprimir|salvar|ouvir)(?: (?:no|na|via|por|esta|este|artigo"
        rf"|not[íi]cia|{NETWORK}))*",
        r"copiar (?:o )?link|link copiado",
        r"(?:deel|delen|afdrukken|printen|bewaren|opslaan|luister|kopieer)(?: (?:dit|artikel|op|via|per|link"
        rf"|{NETWORK}))*",
        r"link gekopieerd",
        rf"(?:udost[ęe]pnij|drukuj|zapisz|kopiuj|poleć|wyślij)(?: (?:na|przez|artykuł|link|w|{NETWORK}))*",
        r"skopiowano(?: link)?",
        r"del(?: på .{2,})?|dela(?: på .{2,})?|skriv ut|поделиться|поділитися|paylaş|bagikan|シェアする|ツイート|분享|공유",
        r"分享",
    )
    max_chars = 120

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
