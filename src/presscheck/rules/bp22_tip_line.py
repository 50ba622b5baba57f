from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes


class TipLine(LineRule):
    """An address for tips and letters, left in the article.

    ## What it checks
    Short lines that ask the reader for a story or a tip, or say how to reach the newsroom or the author, in eight
    languages.

    ## Why it matters
    They bring addresses of people who have nothing to do with the story into the text.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    An appeal of the police for witnesses that is worded like a newsroom's.

    ## History
    Since 0.1.
    """

    code = "BP22"
    name = "tip-line"
    severity = Severity.INFO
    message = "address for tips"
    pattern = opening(
        r"(?:have you |do you |got |have )(?:got )?(?:have )?(?:a|an|any|some)(?: \S+){0,3} (?:story|stories"
        r"|tips?|news|question|questions|information|scoop|comment|views?|photos?|video)\b[^?]{0,80}\?.*$",
        r"(?:got|have|do you have) (?:a |an |any )?(?:news )?(?:tips?|story|scoop)\b.*\b(?:e-?mail|contact"
        r"|call|send|text|reach|tell)\b.*$",
        r"(?:send|submit|e-?mail|share|text)(?: us)?(?: your| any| a| in your)?(?: news| story| confidential"
        r"| anonymous)?(?: tips?| stor(?:y|ies)| ideas?| photos| feedback| questions?| comments?"
        r"| letters?)(?: ideas| and .{2,})?(?: (?:to|at|by|via|securely|here|with) .*|)[.!]?$",
        r"(?:you can )?(?:contact|e-?mail|reach|write to|get in touch with|message) (?:us|me"
        r"|our (?:news(?: team|desk|room)|team|reporters?|editors?)|the (?:author|reporters?|writer|editors?"
        r"|newsroom|news desk|journalist)|him|her|them|[^@:?]{3,40})(?: \S+){0,4} (?:at|on|by|via|or|here"
        r"|directly)\b.*(?:@|\d{3}|e-?mail|website|www|\.com).*$",
        r"to (?:contact|reach|get in touch with) the (?:author|reporter|editor|writer|journalist|newsroom).*$",
        r"(?:the (?:author|reporter|writer) can be (?:reached|contacted)).*$",
        r"contact the (?:author|reporter|writer|editor|newsroom)$|e-?mail the (?:author|writer|reporter)$",
        r"(?:haben sie|hast du) (?:einen |eine |fragen|hinweise|informationen|anregungen|kritik|feedback"
        r"|ein thema|etwas).*(?:schreiben|melden|kontakt|mail|@|\?).*$",
        r"(?:hinweise|feedback|anregungen) (?:bitte )?an .*@.*$",
        r"kontakt zum? (?:autor|autorin|redaktion).*$",
        r"(?:vous avez|avez-vous) (?:une|des|un) .*(?:info|information|t[ée]moignage|question"
        r"|erreur).*(?:contact|[ée]cri|mail|@).*$",
        r"contactez(?:-nous| la rédaction| l['’]auteur).*$",
        r"¿(?:tienes|tiene|quieres|has) .*\?.*(?:escr[íi]b|env[íi]|cont[áa]ct|manda).*$",
        r"(?:hai|avete) (?:una|un|qualche) .*\?.*(?:scriv|segnal|invia|contatt).*$",
        r"tem (?:uma|alguma) .*\?.*(?:envie|escreva|mande|fale).*$",
        r"(?:heb|heeft) (?:je|jij|u) (?:een|nieuws|vragen|tips?)\b.*\?.*(?:mail|tip|stuur|laat).*$",
        r"(?:masz|widziałeś|chcesz) .*\?.*(?:napisz|prześlij|wyślij|daj znać|skontaktuj).*$",
    )
    max_chars = 280

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
