from presscheck.model import Page, Severity
from presscheck.rule import LineRule
from presscheck.strip.shapes import like_subhead, lone


class FormStatus(LineRule):
    """A label, button or status message of a form, left in the text.

    ## What it checks
    Lines that are nothing but a form's field label, button or message: “E-mail address”, “Submit”, “Something went
    wrong. Please try again later.”, in eight languages.

    ## Why it matters
    Form texts are not visible to a reader until something fails, so nobody notices them but the model that trains
    on them.

    ## What to do
    Nothing: the line is removed and kept in the ledger.

    ## When it is wrong
    A subhead that is a single such word (Success, Error) is kept where it stands between two paragraphs.

    ## History
    Since 0.1.
    """

    code = "BP04"
    name = "form-status"
    severity = Severity.INFO
    message = "text of a form"
    pattern = lone(
        r"please (?:enter|provide|use|supply|type) (?:a|an|your)(?: valid)? (?:e-?mail|name|password|phone|zip"
        r"|post).*",
        r"(?:that |this )?(?:is )?(?:an? )?(?:invalid|not a valid) e-?mail(?: address)?.*",
        r"(?:oops|sorry|uh[- ]oh|whoops)?[,!. …]*something went wrong[.!,]?.*|oops",
        r"please try again(?: later)?|an error (?:has )?occurred.*",
        r"thank(?:s| you) for (?:subscribing|signing up|registering|joining|your (?:submission|message"
        r"|subscription|feedback|interest|support))\b.*",
        r"(?:please )?check your (?:inbox|e-?mail|spam)\b.*",
        r"(?:still |like )?loading(?: comments| more)?[ .…]*|submit(?:ting)?|sending|success|close|cancel|ok|okay",
        r"dismiss|apply|reset|clear|go|yes|no",
        r"(?:your |enter your |type your )?(?:e-?mail|name|first name|last name|full name|password|username"
        r"|zip code|postcode|phone(?: number)?|website|url|message|comment|country"
        r"|city)(?: address)?(?: here)?(?: ?\((?:required|optional)\))?(?: ?(?:or|/) ?(?:e-?mail|username))?",
        r"your e-?mail address will not be published.*|(?:all )?required fields (?:are|must be) .*",
        r"\(?required\)?|this field is required|enter your e-?mail.*",
        r"save my name,.*|remember me(?: on this (?:computer|device))?",
        r"(?:forgot|lost|reset)(?: your)? password|create (?:an?|a free|your(?: free)?) account",
        r"verify (?:it['’]s you|your e-?mail).*",
        r"(?:already|not(?: yet)?) (?:a|an) (?:subscriber|member|registered user).*",
        r"(?:already )?have an account.*|don['’]t have an account.*|already registered.*",
        r"bitte (?:geben sie|gib|trage|tragen sie) .*(?:e-?mail|namen|passwort).*",
        r"(?:ihre |deine )?e-?mail-?adresse|pflichtfeld(?:er)?|abschicken|absenden|schlie(?:ß|ss)en|abbrechen",
        r"passwort(?: vergessen)?|vielen dank für (?:ihre|deine) .*|ein fehler ist aufgetreten.*",
        r"veuillez (?:saisir|entrer|renseigner) .*|(?:votre )?adresse e-?mail|(?:votre )?e-?mail|envoyer",
        r"fermer|annuler|valider|mot de passe(?: oublié)?|champs? obligatoires?",
        r"merci (?:de|pour) votre (?:inscription|abonnement|message).*",
        r"une erreur (?:est survenue|s['’]est produite).*",
        r"(?:tu |su )?correo electr[óo]nico|(?:introduce|ingresa|escribe) (?:tu|su) .*|enviar|cerrar|cancelar",
        r"aceptar|contraseña|campos? obligatorios?|gracias por (?:suscribirte|registrarte|tu .*)",
        r"(?:se ha producido|ha ocurrido) un error.*",
        r"(?:il tuo )?indirizzo e-?mail|inserisci (?:il tuo|la tua) .*|invia|chiudi|annulla",
        r"campi? obbligatori[oi]?|grazie per (?:la tua )?(?:iscrizione|esserti).*",
        r"si è verificato un errore.*",
        r"(?:o )?(?:seu|teu) e-?mail|(?:digite|insira|introduza) (?:o )?(?:seu|teu) .*|fechar|senha",
        r"campos? obrigat[óo]rios?|obrigad[oa] (?:por|pela) .*|ocorreu um erro.*",
        r"(?:je |uw )?e-?mailadres|(?:vul|voer) (?:je|uw) .* in|versturen|verzenden|sluiten|annuleren",
        r"wachtwoord(?: vergeten)?|verplichte? veld(?:en)?|er is iets misgegaan.*",
        r"bedankt voor .*(?:aanmelding|inschrijving)",
        r"(?:twój )?adres e-?mail|(?:wpisz|podaj) (?:swój )?.*e-?mail|wyślij|zamknij|anuluj|hasło",
        r"pole wymagane|dziękujemy za .*|wystąpił błąd.*",
    )
    max_chars = 90

    def accept(self, page: Page, index: int) -> bool:
        """A word between two paragraphs is a subhead."""
        return not like_subhead(page, index)
