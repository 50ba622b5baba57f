from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone


class CommentsPrompt(LineRule):
    """An invitation to comment, or the frame of the comment section, left in the text.

    ## What it checks
    Lines that are nothing but the comment section's own words: “Leave a comment”, “12 comments”, “Please enable
    JavaScript to view the comments”, in eight languages.

    ## Why it matters
    Counts and prompts differ between scrapes of one article and so hide exact duplicates.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    Comments themselves are not recognised, only their frame.

    ## History
    Since 0.1.
    """

    code = "BP15"
    name = "comments-prompt"
    severity = Severity.INFO
    message = "frame of the comment section"
    pattern = lone(
        r"(?:\d[\d.,]* |reader |user )?(?:comments?|replies|responses)(?: ?\(?\d[\d.,]*\)?| on this (?:story|article|post)"
        r"| section)?",
        r"\(?\d+\)? ?comments?",
        r"(?:leave|post|add|write|submit|make)(?: a| your)? (?:comment|reply|response)s?(?: (?:below|here"
        r"|cancel reply|on this .{2,}))?",
        r"cancel reply|reply|leave a reply(?: cancel reply)?",
        r"(?:view|show|read|see|load|hide|open|close|go to)(?: all| more| the| \d+)* comments?(?: \(?\d+\)?)?",
        r"(?:log|sign) in to (?:leave a |post a )?comment.*|you must be (?:logged|signed) in to .{2,}",
        r"(?:join|start|be part of|continue)(?: in)?(?: the| our) (?:conversation|discussion|debate"
        r"|commenting forum|comments).*",
        r"have your say(?: in (?:the|our) comments.*)?|what do you think",
        r"share your (?:thoughts|views|opinion)s?(?: .*)?|let us know .*in the comments.*",
        r"sound off in the comments.*",
        r"please enable javascript to view the.*|comments powered by .{2,}|view the discussion thread",
        r"comments (?:are|have been|is) (?:closed|moderated|disabled|turned off|off|subject to"
        r"|not available).*",
        r"comments? off on .*|all comments are .{2,}",
        r"please read our (?:comment|commenting|community).*",
        r"(?:comment|commenting|community) (?:policy|guidelines|rules|standards)",
        r"be the first to (?:comment|reply|share your .{2,})|no comments(?: yet)?",
        r"you are commenting using your .{2,}|notify me (?:of|by|when|via) .{2,}",
        r"sort by (?:newest|oldest|best|top|relevance)?|(?:newest|oldest|most liked) first|open extended reactions",
        r"connect with (?:facebook|disqus)|login with .{2,}",
        r"(?:\d+ )?kommentare?(?: \(?\d+\)?)?(?: (?:anzeigen|lesen|schreiben|verfassen|ansehen|laden))?",
        r"(?:einen? )?(?:neuen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)",
        r"(?:jetzt )?(?:mit)?diskutieren(?: sie mit)?|diskutieren sie mit.*|ihre meinung.*",
        r"schreiben sie (?:einen|den ersten) kommentar.*|leserkommentare?",
        r"(?:\d+ )?commentaires?(?: \(?\d+\)?)?|(?:laisser|ajouter|poster|écrire|publier) (?:un|votre) commentaire",
        r"réagir|réagissez.*|(?:lire|voir) les commentaires",
        r"(?:\d+ )?comentarios?(?: \(?\d+\)?)?",
        r"(?:deja|dejar|añadir|escribe|escribir|publicar) (?:un|tu|su) comentario|comentar",
        r"ver (?:los )?comentarios|comenta esta noticia",
        r"(?:\d+ )?commenti(?: \(?\d+\)?)?|(?:lascia|scrivi|aggiungi) un commento|commenta",
        r"partecipa alla discussione",
        r"(?:\d+ )?comentários?(?: \(?\d+\)?)?|(?:deixe|escreva|faça) (?:um|seu|o seu) comentário|comente",
        r"(?:\d+ )?reacties?(?: \(?\d+\)?)?|reageer(?: op dit artikel)?|(?:plaats|schrijf|geef) een reactie",
        r"laat een reactie achter",
        r"(?:\d+ )?komentarz[ey]?(?: \(?\d+\)?)?|(?:dodaj|napisz|zostaw) komentarz|skomentuj|komentarzy \d+",
        r"комментари[ий](?: ?\d+)?|коментарі|kommentarer|yorumlar|yorum yap|komentar|コメント(?:する|を見る)?|댓글(?: ?\d+)?",
        r"评论",
    )
    max_chars = 160

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
