"""Pages of PDFs through all stages: scores on the sample PDFs, zones, and a vertical page."""

import functools
import json
from pathlib import Path

import pytest

from articles.parser import parse_page
from articles.parser.printed import PageSource
from articles.parser.read_pdf import read_pdf
from articles.parser.report import page_values
from articles.parser.types import ParsedPage
from tests.bench.pdf_bench import zone_counts
from tests.generator.page import generate_page
from tests.parser.scores import SHARED, load_scorer
from tests.pdfs.chromium import CHROMIUM, print_pdfs
from tests.pdfs.newspaper import vertical_html
from tests.pdfs.plain import Sheet, pdf
from tests.pdfs.plan import SKIPPED

PDFS = sorted((SHARED / "pages" / "central").glob("*.pdf"))
FLOORS = {"found": 1.0, "headline": 0.98, "title": 0.98, "names": 0.98, "paragraphs": 0.99, "untouched": 0.96}


@functools.cache
def parsed(path: Path) -> tuple[PageSource, ParsedPage]:
    (source,) = read_pdf(path)
    return source, parse_page(source)


@pytest.mark.skipif(not PDFS, reason=f"no sample PDFs in {SHARED}")
def test_sample_pdfs_reach_their_scores() -> None:
    scorer = load_scorer()
    totals: dict[str, int] = {}
    for path in PDFS:
        source, page = parsed(path)
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        for key, value in scorer.score_page(source.raw, gold, page_values(str(path), page, source)).items():
            totals[key] = totals.get(key, 0) + value

    shares = scorer.shares(totals)

    assert {name: shares[name] for name, floor in FLOORS.items() if shares[name] < floor} == {}
    assert shares["lost lines"] == 0


@pytest.mark.skipif(not PDFS, reason=f"no sample PDFs in {SHARED}")
def test_zones_hold_their_articles_and_nothing_of_others() -> None:
    counts = [zone_counts(source, draft) for source, page in map(parsed, PDFS) for draft in page.articles]
    own, of_own, inside, foreign = (sum(column) for column in zip(*counts, strict=True))

    assert of_own / own >= 0.98
    assert foreign / inside <= 0.01


@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed")
def test_vertical_page_is_read_from_the_right(tmp_path: Path) -> None:
    stories = [story for story in generate_page(1003).stories if story.headline and story.kind not in SKIPPED][:3]
    print_pdfs([(tmp_path / "page.pdf", vertical_html(stories))])

    source = read_pdf(tmp_path / "page.pdf")[0]
    drafts = parse_page(source).articles

    assert source.vertical
    assert [bare(draft.headline) for draft in drafts] == [bare(story.headline) for story in stories]
    assert [len(draft.body) for draft in drafts] == [len(story.passages) for story in stories]


def bare(text: str) -> str:
    return text.replace(" ", "")


BODY = ["\u3000\u3000本报讯昨天上午全县春耕", "动员大会在县城召开各乡", "镇负责同志参加会议。"]


def test_columns_under_one_headline_are_one_article_and_the_next_headline_begins_another() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员大会召开")
    sheet.column(50, 90, 9, BODY * 4).column(170, 90, 9, BODY * 4)
    sheet.text(310, 60, 24, "学校食堂今年全部换新")
    sheet.column(300, 90, 9, BODY * 4).column(420, 90, 9, BODY * 4)

    drafts = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert [draft.headline for draft in drafts] == ["全县春耕动员大会召开", "学校食堂今年全部换新"]
    assert [len(draft.lines) for draft in drafts] == [25, 25]


def test_kicker_headline_and_subtitle_are_told_by_type_size() -> None:
    sheet = (
        Sheet()
        .text(80, 40, 14, "我县多部门合力推进")
        .text(60, 72, 26, "春耕备耕样样早")
        .text(90, 92, 12, "今年计划播种十万亩")
    )
    sheet.column(50, 120, 9, BODY * 4).column(170, 120, 9, BODY * 4)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert (draft.kicker, draft.headline, draft.subtitle) == (
        "我县多部门合力推进",
        "春耕备耕样样早",
        "今年计划播种十万亩",
    )


def test_paragraphs_begin_where_lines_are_set_in() -> None:
    sheet = Sheet().text(60, 60, 24, "全县春耕动员").column(50, 90, 9, BODY * 3)

    (draft,) = parse_page(read_pdf(pdf(sheet))[0]).articles

    assert len(draft.body) == 3
