"""A reader's letter is signed with where its writer lives and the name, set to the right under the text.

Example: ``某县东街 甄 真`` under a letter's last line is text, neither a headline nor the next article's author.
"""

from articles.parser.roles import Role
from articles.parser.rules.seen import SILENT, Seen, Weights
from articles.parser.signature import is_letter_writer
from articles.parser.typeset import ends_sentence

SIGNED = Weights({Role.ONLY: 9.0, Role.LAST: -2.0, Role.HEAD: -6.0, Role.STRAY: -6.0, Role.BYLINE: -8.0})


def weigh(seen: Seen) -> Weights:
    """Weights for a line of text of its own under a sentence's end."""
    return SIGNED if ends_sentence(seen.before) and is_letter_writer(seen.text) else SILENT
