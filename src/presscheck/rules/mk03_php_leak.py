from presscheck.model import Page, Severity
from presscheck.rule import LineRule


class PhpLeak(LineRule):
    """PHP code, or an error message of PHP, left in the text.

    ## What it checks
    Lines with `<?php` or what is left of it, calls of WordPress functions that end in a semicolon, and warnings that
    name a `.php` file and a line. Lines with backticks show code on purpose.

    ## Why it matters
    The server sent its program in place of its result: what the program should have written is missing.

    ## What to do
    Fetch the page again, or tell the publisher.

    ## When it is wrong
    A tutorial that shows PHP on lines of its own.

    ## History
    Since 0.1.
    """

    code = "MK03"
    name = "php-leak"
    severity = Severity.WARNING
    message = "PHP left as text"
    tip = "Fetch the page again: the server sent its program in place of its result."
    pattern = (
        r"<\?(?:php\b|=)|^\s*\?php\b|^\s*\?>\s*$"
        r"|(?i)^\W*(?:php )?(?:warning|notice|fatal error|parse error|deprecated|strict standards)\s?:.* in \S+\.php(?:\(\d+\))?(?: on line |:)\d+"
        r"|\b(?:wp_[a-z_]+|get_the_[a-z_]+|the_(?:title|content|permalink|excerpt|post_thumbnail)|get_template_[a-z_]+|have_posts|bloginfo)\s?\([^()]*\)\s?;"
        r"|^\s*\$[a-z_]\w*(?:->\w+)?\s*=\s*\S.*;\s*$"
        r"|^\s*(?:endif|endforeach|endwhile)\s*;"
    )
    max_chars = 20_000

    def accept(self, page: Page, index: int) -> bool:
        """Code between backticks is shown on purpose."""
        return "`" not in page.lines[index].text
