"""Rows that hold no sign are not shown to the rules that look for one."""

from articles.parser.classify import HOPELESS, seen_rows
from articles.parser.pipeline import run
from articles.parser.rules import SIGN_RULES, is_plain
from tests.generator import generate_page
from tests.parser.test_classify import PAGE

SEEDS = range(6)


def test_rules_that_look_for_a_sign_find_none_in_plain_rows() -> None:
    for page in (PAGE, *(generate_page(seed).text for seed in SEEDS)):
        sheet = run(page)
        plain = [row for row in seen_rows(sheet.rows, sheet.measures, sheet.pairs, sheet.profile) if is_plain(row)]
        said = {weight for row in plain for _, weigh in SIGN_RULES for weight in weigh(row).values()}

        assert plain
        assert [weight for weight in said if weight >= HOPELESS] == []
