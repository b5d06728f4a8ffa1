"""What a writer remembers from page to page, so that it asks the database for each person and section once."""

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction

from articles.models import Issue, Page, Publication, Section
from articles.models.publication import named_sections
from articles.people import Match, match_names, plain_name

SECONDS = 2.0  # so long: meanwhile somebody may have added a namesake


@dataclass(slots=True)
class Memory:
    """Issues by publication and date with the numbers of their pages, people by plain name, sections by publication and name, as they were a moment ago."""

    _issues: dict[tuple[int, dt.date], Issue] = field(default_factory=dict)
    _pages: dict[int, set[int]] = field(default_factory=dict)
    _people: dict[str, Match] = field(default_factory=dict)
    _sections: dict[tuple[int, str], Section] = field(default_factory=dict)
    _since: float = field(default_factory=time.monotonic)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction; what it made is forgotten with it if it fails."""
        if time.monotonic() - self._since >= SECONDS:
            self.forget()
        try:
            with transaction.atomic():
                yield
        except BaseException:
            self.forget()
            raise

    def forget(self) -> None:
        """Ask anew from now on."""
        self._issues.clear()
        self._pages.clear()
        self._people.clear()
        self._sections.clear()
        self._since = time.monotonic()

    def held_issue(self, publication: Publication, date: dt.date) -> Issue:
        """The issue, made if it is not there; its row is held until the transaction ends, so that no other run makes its pages too."""
        issue = self._issues.get((publication.pk, date))
        if issue is None:
            issues = Issue.objects.select_for_update(of=("self",))
            issue, made = issues.get_or_create(publication=publication, date=date)
            self._issues[publication.pk, date] = issue
            self._pages[issue.pk] = set() if made else set(issue.pages.order_by().values_list("number", flat=True))
        elif connection.features.has_select_for_update:  # on SQLite the transaction holds the whole database
            list(Issue.objects.select_for_update().filter(pk=issue.pk).order_by().values_list("pk"))
        return issue

    def page_of(self, issue: Issue, number: int) -> Page:
        """The page of an issue that is held, which is held too, or an unsaved one, which is taken for made from now on."""
        known = self._pages[issue.pk]
        pages = issue.pages.select_for_update(of=("self",)).filter(number=number)
        page = pages.first() if number in known else None
        known.add(number)
        return page or Page(issue=issue, number=number)

    def people_of(self, names: Iterable[str]) -> Mapping[str, Match]:
        """Each plain name, and more, with its correspondent; those who are not there yet are made."""
        unknown = {plain_name(name) for name in names} - self._people.keys()
        self._people.update(match_names(unknown))
        return self._people

    def sections_of(self, publication: Publication, names: Iterable[str]) -> dict[str, Section]:
        """The publication's sections by name; those that are not there are made."""
        names = set(names)
        unknown = {name for name in names if (publication.pk, name) not in self._sections}
        sections = named_sections(publication, unknown) if unknown else {}
        self._sections.update({(publication.pk, name): section for name, section in sections.items()})
        return {name: self._sections[publication.pk, name] for name in names}
