"""People and sections that only articles which go have named: an import made them, and they go with it."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Self

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from articles.models import Article, Byline, Correspondent, Section


@dataclass(frozen=True, slots=True)
class Unused:
    """The keys of those who may be left without an article; asked for before the articles go, deleted after it."""

    people: set[int]
    sections: set[int]

    @classmethod
    def of(cls, articles: QuerySet[Article]) -> Self:
        """Whoever and whatever the articles name."""
        people = set(Byline.objects.filter(article__in=articles).values_list("correspondent", flat=True))
        return cls(people, set(articles.exclude(section=None).order_by().values_list("section", flat=True)))

    def delete(self) -> None:
        """Those that no article names any more go; who has a unit, or was entered or changed by hand, stays."""
        named = Exists(Byline.objects.filter(correspondent=OuterRef("pk")))
        used = Exists(Article.objects.filter(section=OuterRef("pk")))
        people = Correspondent.objects.filter(~named, pk__in=self.people - _by_hand(Correspondent), unit=None)
        sections = Section.objects.filter(~used, pk__in=self.sections - _by_hand(Section))
        for each in chain(people, sections):
            with suppress(ProtectedError):  # somebody has made something else of it
                each.delete()


def _by_hand(model: type[Correspondent] | type[Section]) -> set[int]:
    """The keys of those that the admin site's log knows."""
    kind = ContentType.objects.get_for_model(model)
    return {int(key) for key in LogEntry.objects.filter(content_type=kind).values_list("object_id", flat=True) if key}
