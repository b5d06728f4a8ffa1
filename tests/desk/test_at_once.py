"""Two at one page at once: one cuts, and the other is told."""

import pytest

from articles import desk
from articles.models import DeskStep
from tests.at_once import at_once
from tests.conftest import make_user
from tests.desk.pages import articles_of, line_of, sample_page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_splits_at_once_one_is_done() -> None:
    editor, chief = make_user("editor"), make_user("chief")
    page = sample_page()
    seen = dict(page.articles.values_list("pk", "version"))
    asked = desk.Asked(None, frozenset({line_of("人防之外，技防也在补课")}))
    outcomes = at_once(
        lambda: desk.act(page.pk, "split", asked, by=editor, seen=seen),
        lambda: desk.act(page.pk, "split", asked, by=chief, seen=seen),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DeskStep", "Stale"]
    assert (DeskStep.objects.count(), len(articles_of(page))) == (1, 9)
