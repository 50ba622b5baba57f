from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import opening, quotes


class ConsentOptin(LineRule):
    """The small print of a sign-up form, left in the article.

    ## What it checks
    Lines that open like the consent text below a form: “By signing up, you agree …”, “I would like to receive …”,
    “You can unsubscribe at any time”, in eight languages.

    ## Why it matters
    It is legal text of the outlet's, often longer than a paragraph, and it is the same in every article.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A line with quotation marks is never taken. An essay that opens a paragraph with “By registering, you agree”
    loses it.

    ## History
    Since 0.1.
    """

    code = "BP03"
    name = "consent-optin"
    severity = Severity.INFO
    message = "consent text of a form"
    pattern = opening(
        r"by (?:signing|subscribing|registering|submitting|clicking|entering|providing|continuing|creating"
        r"|checking|ticking|joining|logging|pressing|proceeding|using (?:this|our))\b.*\b(?:you|i)(?:'re"
        r"|’re|'m|’m)?\b.*\b(?:agree|confirm|consent|acknowledge|accept|opt|certify|understand)",
        r"(?:yes[,!] )?i(?:'d| would|’d)? (?:like|agree|want|wish|consent|accept) to (?:receive|be|get|the"
        r"|my)\b.*\b(?:e-?mails?|newsletters?|offers|updates|terms|data|contacted|policy)",
        r"i (?:have read|agree to|accept) (?:and (?:agree|accept|understand)\w* (?:to )?)?the (?:terms|privacy"
        r"|site)",
        r"you (?:can|may) (?:also )?(?:unsubscribe|opt[ -]out|change your (?:mind|preferences)"
        r"|withdraw your consent|manage your (?:preferences|subscription))",
        r"(?:this|our) newsletters? may contain\b|we['’](?:ll| will) never (?:share|spam|sell)\b",
        r"unsubscribe (?:at any ?time|any ?time)|no spam\b",
        r"(?:your (?:data|information|e-?mail(?: address)?|details)) (?:will|may) (?:be|not be|never be"
        r"|only be) (?:used|shared|processed|stored|published)",
        r"(?:mit|durch) (?:ihrer|deiner|der|die|dem) (?:anmeldung|registrierung|bestellung|klick|absenden"
        r"|nutzung)\b.*(?:stimm|erklär|akzeptier|willig|bestätig)",
        r"(?:ja, )?ich (?:bin (?:damit )?einverstanden|willige ein|stimme (?:zu|der)|möchte .*(?:newsletter"
        r"|erhalten)|habe die (?:datenschutz|agb))",
        r"en (?:vous inscrivant|cliquant|validant|continuant|vous abonnant"
        r"|renseignant)\b.*\bvous (?:acceptez|reconnaissez|consentez|confirmez)",
        r"al (?:suscribir|registrar|hacer clic|enviar|inscribir|pulsar)\w*\b.*\b(?:acept|consient"
        r"|confirm)\w*",
        r"(?:iscrivendo|registrando|cliccando|inviando|proseguendo)\w*\b.*\b(?:accett|acconsent|dichiar"
        r"|confermi)\w*",
        r"ao (?:se inscrever|se cadastrar|assinar|clicar|enviar|subscrever)\b.*\b(?:concord|aceit)\w*",
        r"door (?:je|u|jezelf) (?:aan te melden|in te schrijven|te registreren)\b.*\bakkoord",
        r"(?:zapisując|rejestrując|klikając|zaznaczając)\b.*(?:zgad|akcept|wyraż|potwierdz)",
    )
    max_chars = 600

    def accept(self, page: Page, index: int) -> bool:
        """A line with quotation marks is the reporter's."""
        return not quotes(page.lines[index].text)
