"""Pages of fictional stories that several programs set are understood; a program that is not here is skipped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.parser import parse_page
from articles.parser.read_pdf import read_pdf
from articles.parser.types import BlockKind
from tests.pdfs import chromium, grid, latex, office, typst_page
from tests.pdfs.newspaper import page_html
from tests.pdfs.plan import Plan, random_plan


def by_chromium(path: Path, plan: Plan) -> None:
    if not chromium.CHROMIUM.exists():
        pytest.skip(f"{chromium.CHROMIUM} is not installed")
    chromium.print_pdfs([(path, page_html(plan))])


def by_typst(path: Path, plan: Plan) -> None:
    if not typst_page.IS_HERE:
        pytest.skip("typst is not installed")
    typst_page.print_pdfs([(path, plan)])


def by_latex(path: Path, plan: Plan) -> None:
    if not latex.is_here():
        pytest.skip("xelatex with xeCJK is not installed")
    latex.print_pdfs([(path, plan)])


def by_office(path: Path, plan: Plan) -> None:
    if office.PROGRAM is None:
        pytest.skip("soffice is not installed")
    office.print_pdfs([(path, plan)])


def bare(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize("seed", [1, 14])
@pytest.mark.parametrize("set_page", [by_chromium, by_typst, by_latex, by_office])
def test_page_that_a_program_set_is_understood(
    set_page: Callable[[Path, Plan], None], seed: int, tmp_path: Path
) -> None:
    plan = random_plan(seed, pictured=set_page is not by_office)
    set_page(tmp_path / "page.pdf", plan)

    (source,) = read_pdf(tmp_path / "page.pdf")
    drafts = parse_page(source).articles

    told = {(draft.kicker, bare(draft.headline), draft.subtitle) for draft in drafts}
    stories = [item.story for item in plan.items]
    assert told == {(story.kicker, bare(story.headline), story.subtitle) for story in stories}
    captions = [block.text for draft in drafts for block in draft.body if block.kind is BlockKind.CAPTION]
    printed = [text for item in plan.items for kind, text in item.parts if kind is BlockKind.CAPTION]
    assert sorted(map(bare, captions)) == sorted(map(bare, printed))
    assert sum(len(draft.pictures) for draft in drafts) == len(printed)


def test_full_page_on_a_grid_is_understood(tmp_path: Path) -> None:
    if not chromium.CHROMIUM.exists():
        pytest.skip(f"{chromium.CHROMIUM} is not installed")
    grid.print_pdfs(tmp_path, [3])
    truth = json.loads((tmp_path / "3.gold.json").read_text("utf-8"))["articles"]

    drafts = parse_page(read_pdf(tmp_path / "3.pdf")[0]).articles

    told = {bare(draft.headline): [bare(block.text) for block in draft.body] for draft in drafts}
    assert told == {bare(story["headline"]): [bare(block["text"]) for block in story["body"]] for story in truth}
