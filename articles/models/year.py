"""The years in which a newspaper has an issue to read."""

from django.db import connection

from articles.models.status import Status

_NEWEST = """
    (SELECT issue.date FROM articles_issue AS issue
     WHERE issue.publication_id = %s AND issue.date < {before} AND EXISTS (
        SELECT 1 FROM articles_page AS page JOIN articles_article AS article ON article.page_id = page.id
        WHERE page.issue_id = issue.id AND article.status = %s)
     ORDER BY issue.date DESC LIMIT 1)
"""


def published_years(publication_id: int) -> list[int]:
    """The years with an issue that has something to read, the newest first.

    From the newest issue to the newest of a year before it, and so on: a few steps in the index, where the years of all issues
    would be asked of each issue.
    """
    is_sqlite = connection.vendor == "sqlite"
    new_year = "SUBSTR(day, 1, 4) || '-01-01'" if is_sqlite else "DATE_TRUNC('year', day)::date"
    first, further = _NEWEST.format(before="'9999-12-31'"), _NEWEST.format(before=new_year)
    walk = f"SELECT {first} AS day UNION ALL SELECT {further} FROM walk WHERE day IS NOT NULL"  # noqa: S608 – our own text
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE walk AS ({walk}) SELECT day FROM walk WHERE day IS NOT NULL",  # noqa: S608 – as above
            [publication_id, Status.PUBLISHED.value] * 2,
        )
        return [int(str(day)[:4]) for (day,) in cursor.fetchall()]
