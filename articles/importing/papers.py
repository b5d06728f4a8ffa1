"""Which newspaper a page is of."""

from django.utils.translation import gettext as _

from articles.importing.errors import FileError
from articles.models import Publication
from articles.models.publication import free_slug
from articles.parser.types import Folio

MAX_NAME = 100  # as in the model


class Papers:
    """The publications there are, and the one that was asked for; ``made`` names the one that was made."""

    def __init__(self, asked_for: str | None) -> None:
        self.made = ""
        self._asked_for = (asked_for or "").strip()
        self._papers = {paper.name: paper for paper in Publication.objects.all()}

    def known(self) -> Publication | None:
        """The publication of every page of this run; None if that is for the page to say. Raises FileError."""
        if self._asked_for:
            return self._papers.get(self._asked_for) or Publication(name=_checked(self._asked_for))
        if not self._papers:
            raise FileError(_("There is no newspaper yet. Give its name with --publication."))
        return next(iter(self._papers.values())) if len(self._papers) == 1 else None

    def of(self, folio: Folio) -> Publication:
        """The publication of a page with this folio. Raises FileError."""
        paper = self.known() or self._papers.get(folio.publication)
        if paper is None:
            raise FileError(_("There are several newspapers, and the page does not say which. Give --publication."))
        return paper

    def saved(self, paper: Publication) -> Publication:
        """The publication as it stands in the database, made if it is not there."""
        if paper.pk is None:
            slug = free_slug(Publication, paper.name)
            paper, made = Publication.objects.get_or_create(name=paper.name, defaults={"slug": slug})
            self.made = paper.name if made else ""
            self._papers[paper.name] = paper
        return paper


def _checked(name: str) -> str:
    if len(name) > MAX_NAME or not name.replace("\u3000", " ").isprintable():
        raise FileError(_("This cannot be the name of a newspaper. Give 1 to 100 printed characters."))
    return name
