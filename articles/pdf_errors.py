"""Why a PDF cannot be read, in the user's words, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from articles.parser.read_pdf import UnreadableReason

WORDS = {
    UnreadableReason.BROKEN: _("The PDF is damaged. Export the page again."),
    UnreadableReason.ENCRYPTED: _("The PDF is locked with a password. Save it without one and try again."),
    UnreadableReason.TOO_MANY_PAGES: _("The PDF has more pages than an issue can have. Split it and try again."),
    UnreadableReason.TOO_LARGE: _("The PDF needs more memory than one file may take. Export the page again, smaller."),
    UnreadableReason.TOO_SLOW: _("The PDF took longer to read than one file may take. Export the page again."),
    UnreadableReason.NO_TEXT: _("The PDF holds pictures of pages without text. Run text recognition (OCR) and load the PDF that it gives."),
    UnreadableReason.CRASHED: _("The PDF could not be read to its end. Export the page again."),
}  # fmt: skip


def describe(reason: UnreadableReason) -> str:
    """The reason as a sentence for the user."""
    return str(WORDS[reason])
