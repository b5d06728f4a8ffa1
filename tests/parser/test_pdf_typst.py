"""Pages of fictional stories that Typst set, kept with their truth: boxes, a vertical headline, a clipped picture."""

import json
from pathlib import Path

import pytest

from articles.parser import parse_page
from articles.parser.read_pdf import read_pdf
from tests.pdfs.plain import Sheet, pdf

PDFS = sorted((Path(__file__).parents[1] / "pdfs" / "typst").glob("*.pdf"))


def bare(text: str) -> str:
    return text.replace(" ", "")


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_page_that_typst_set_is_understood(path: Path) -> None:
    truth = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))["articles"]
    (source,) = read_pdf(path)

    drafts = parse_page(source).articles

    told = {
        (draft.kicker, bare(draft.headline), draft.subtitle): sorted(bare(block.text) for block in draft.body)
        for draft in drafts
    }
    assert told == {
        (story["kicker"], bare(story["headline"]), story["subtitle"]): sorted(
            bare(block["text"]) for block in story["body"]
        )
        for story in truth
    }
    assert [len(draft.pictures) for draft in drafts] == [
        sum(str(block.kind) == "caption" for block in draft.body) for draft in drafts
    ]


def test_bracket_that_stands_aside_belongs_to_its_vertical_line() -> None:
    sheet = Sheet()
    for at, character in enumerate("春耕（上）"):
        sheet.text(40 if character != "（" else 28, 80 + 26 * at, 24, character)

    (line,) = read_pdf(pdf(sheet))[0].lines

    assert (line.text, line.upright) == ("春耕（上）", False)


def test_last_short_columns_of_a_page_belong_to_their_headline() -> None:
    sheet = Sheet().text(200, 60, 24, "全县春耕动员大会召开")
    for column in range(4):
        sheet.column(50 + 110 * column, 90, 9, ["动员大会在县城召开各", "镇负责同志参加会议。"])

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.headline, len(draft.lines)) == ("全县春耕动员大会召开", 9)
