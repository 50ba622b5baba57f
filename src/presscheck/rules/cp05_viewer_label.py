from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone


class ViewerLabel(LineRule):
    """A label of a picture viewer or player, left in the text.

    ## What it checks
    Lines that are nothing but the words of a viewer: “View image in fullscreen”, “Image 2 of 5”, “Hide caption”,
    “Play video”, in eight languages.

    ## Why it matters
    They stand beside captions and are glued to them by the next tool in the chain.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A lone fraction such as 3/4 in a table of results.

    ## History
    Since 0.1.
    """

    code = "CP05"
    name = "viewer-label"
    severity = Severity.INFO
    message = "label of a picture viewer"
    pattern = lone(
        r"(?:open|view|see|expand|enlarge|click to (?:enlarge|expand|view|see|open)|tap to (?:enlarge|expand"
        r"|view)|zoom|show|launch|go to)(?: (?:all|this|the|full|fullscreen|larger|more|related|in"
        r"|\d+))*(?: ?-?(?:size|screen))? ?(?:images?|photos?|pictures?|gallery|galleries|slideshow"
        r"|picture gallery|photo gallery)(?: (?:in|on|as) (?:a )?(?:fullscreen|full screen|gallery|new tab"
        r"|new window|slideshow))?",
        r"(?:hide|toggle|show|view|read|open|close)(?: image| full| the)? captions?|image captions?",
        r"media captions?|image (?:source|credit|copyright)|caption options|image caption,?|media caption,?",
        r"(?:image|photo|picture|slide|gallery|foto|bild|photos?|imagen|immagine|afbeelding"
        r"|zdjęcie)?\s?#?\d{1,3} ?(?:/|of|von|sur|de|di|van|z) ?\d{1,3}(?: ?(?:images?|photos?|fotos?|bilder"
        r"|slides?))?",
        r"(?:full ?screen|exit full ?screen|enter full ?screen|next (?:image|slide|photo|picture|gallery)"
        r"|previous (?:image|slide|photo|picture)|previous next|prev next|prev|next|previous|slideshow"
        r"|photo gallery|image gallery|gallery|enlarge image|enlarge|zoom in|zoom out|expand|collapse)",
        r"(?:play|pause|mute|unmute|replay|stop|rewind|autoplay|watch|start)(?: (?:the|this|video|audio|now|again"
        r"|full|next|all|media|\d+))*",
        r"(?:video|audio) player(?: is loading)?|now playing|current time|remaining time|playback (?:rate|speed)",
        r"loaded|unmute|watch (?:live|now|the video|this video|video|below|more|next)|video unavailable",
        r"this video (?:can(?:not|['’]t) be played|is unavailable).*",
        r"your browser does(?: not|n['’]t) support .{2,}",
        r"skip \d* ?(?:photos?|images?|ads?|videos?).*(?:carousel|continue reading|gallery).*",
        r"scroll (?:for|to see) more (?:photos|images|pictures)|swipe .*(?:photos|images|more)",
        r"bild (?:vergr(?:öß|oess)ern|in .{2,} (?:öffnen|ansehen)|öffnen|schlie(?:ß|ss)en|\d+)",
        r"bilder?(?:galerie|strecke)?(?: (?:öffnen|ansehen|anzeigen|starten))?|zur (?:fotostrecke|bildergalerie)",
        r"fotostrecke(?: (?:öffnen|starten))?|vollbild(?:modus)?|bildunterschrift (?:anzeigen|ausblenden)",
        r"video (?:abspielen|starten|ansehen|laden)|abspielen|nächstes bild|vorheriges bild|galerie(?: öffnen)?",
        r"agrandir(?: (?:l['’]image|la photo))?|plein écran",
        r"voir (?:toutes les )?(?:les |la )?(?:photos?|images?|galerie|diaporama|la vidéo)|diaporama|lire la vidéo",
        r"image suivante|image précédente",
        r"ampliar(?: (?:la )?(?:imagen|foto|imagem))?",
        r"ver (?:la |todas las )?(?:imagen|galer[íi]a|fotos?|imágenes|vídeo)|pantalla completa",
        r"galer[íi]a(?: de (?:fotos|imagens|imágenes))?|tela cheia|ecrã (?:total|inteiro)|reproducir(?: vídeo)?",
        r"ingrandisci(?: (?:l['’])?immagine)?|schermo intero",
        r"(?:apri|guarda|vedi|vai alla) (?:la )?(?:galleria|foto|fotogallery|gallery|il video)|fotogallery",
        r"vergroot(?: afbeelding)?|volledig scherm|bekijk (?:de )?(?:foto['’]?s|afbeelding|galerij|video)",
        r"powiększ(?: zdjęcie)?|pełny ekran|zobacz (?:zdjęcia|galerię|wideo)|galeria(?: zdjęć)?",
        r"helskärm|fullskärm|fullskjerm|förstora bilden|画像を拡大|全画面表示|拡大する|Экран|на весь экран|전체화면",
    )
    max_chars = 120

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
