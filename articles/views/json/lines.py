"""The articles of a year to take away, one JSON object a line (https://jsonlines.org/), issue by issue."""

import json
from collections.abc import Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from articles.models import Article, Publication
from articles.models.edition import current_edition
from articles.views.json import things
from articles.views.json.answers import site_of
from articles.views.paper import all_publications, asked_publication

# What some readers of lines take for the end of one.
_OTHER_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"}


def year_lines(request: HttpRequest, year: int) -> StreamingHttpResponse:
    """The year of ``?publication=``, or of the first newspaper; 404 where nothing of it is published.

    It is asked for again by the edition: one that was taken away already is not read again for it.
    """
    paper = asked_publication(request, all_publications())
    edition = current_edition()  # asked first: what changes while the year is read belongs to the next one
    issues = paper.issues.published().filter(date__year=year).order_by("date")
    keys = list(issues.values_list("pk", flat=True))
    if not keys:
        raise Http404("no article in that year")
    response = StreamingHttpResponse(_lines(site_of(request), paper, keys), content_type="application/jsonl")
    if edition:
        response["ETag"] = f'W/"{edition}"'
    response["Content-Disposition"] = content_disposition_header(True, f"{paper.slug}-{year:04}.jsonl") or "attachment"
    return response


def _lines(site: str, paper: Publication, issues: list[int]) -> Iterator[str]:
    """An issue at a time is read, so that memory does not grow with the year; five queries for each."""
    for key in issues:
        for one in things.whole(Article.objects.in_issues([key])).order_by("page__number", "position", "pk"):
            one.page.issue.publication = paper  # at hand, and knows whether it is the first
            yield json.dumps(things.article(site, one), ensure_ascii=False).translate(_OTHER_LINE_ENDS) + "\n"
