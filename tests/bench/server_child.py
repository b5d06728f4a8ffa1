"""Fills the database that the environment names with published articles, for ``server_bench``; prints their addresses as JSON."""

import json
import sys
import tempfile
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402  # after the setup
from django.utils import timezone  # noqa: E402

from articles import search  # noqa: E402
from articles.importing.run import import_paths  # noqa: E402
from articles.models import Article, Status  # noqa: E402
from articles.models.edition import readers_see_a_change  # noqa: E402
from tests.generator.archive import write_archive  # noqa: E402


def main() -> None:
    """Import generated pages, publish all that they hold; those of usual length are told, the newest first."""
    with tempfile.TemporaryDirectory() as folder:
        import_paths(write_archive(Path(folder), int(sys.argv[1]), seed=7), publication="青川日报")
    articles = Article.objects.exclude(headline="").exclude(body="")
    articles.update(status=Status.PUBLISHED, published_at=timezone.now())
    search.rebuild()
    readers_see_a_change()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    usual = [article for article in articles.in_print_order() if 500 < len(article.body) < 1000]
    print(json.dumps([article.get_absolute_url() for article in usual if article.continued_from_id is None]))


if __name__ == "__main__":
    main()
