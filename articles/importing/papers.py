"""Which newspaper a page is of."""

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.models import Publication
from articles.models.publication import free_slug
from articles.parser.types import Folio

MAX_NAME = 100  # as in the model


class Papers:
    """The publications there are, and the one that was asked for; ``made`` names those that were made."""

    def __init__(self, asked_for: str | None) -> None:
        self.made = ""
        self._asked_for = (asked_for or "").strip()
        self._papers = {paper.name: paper for paper in Publication.objects.all()}

    def known(self, said: str = "") -> Publication | None:
        """The publication of a page of which a manifest says this; None if that is for the page to say. Raises FileError."""
        if said and self._asked_for not in ("", said):
            raise FileError(
                _("The manifest says %(said)s, but the option says %(option)s. Correct one, or leave it out.")
                % {"said": said, "option": self._asked_for}
            )
        name = self._asked_for or said
        if name:
            return self._papers.get(name) or Publication(name=_checked(name))
        if not self._papers:
            raise FileError(_("There is no newspaper yet. Give its name with --publication."))
        return next(iter(self._papers.values())) if len(self._papers) == 1 else None

    def of(self, folio: Folio, said: str = "") -> Publication:
        """The publication of a page with this folio, or the one that a manifest says. Raises FileError."""
        paper = self.known(said) or self._papers.get(folio.publication)
        if paper is None:
            raise FileError(_("There are several newspapers, and the page does not say which. Give --publication."))
        return paper

    def saved(self, paper: Publication) -> Publication:
        """The publication as it stands in the database, made if it is not there."""
        if paper.pk is None:
            slug = free_slug(Publication, paper.name)
            paper, made = Publication.objects.get_or_create(name=paper.name, defaults={"slug": slug})
            self.made = "、".join(filter(None, (self.made, paper.name if made else "")))
            self._papers[paper.name] = paper
        return paper


def _checked(name: str) -> str:
    if len(name) > MAX_NAME or not name.replace("\u3000", " ").isprintable():
        raise FileError(_("This cannot be the name of a newspaper. Give 1 to 100 printed characters."))
    return name
