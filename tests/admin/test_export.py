"""Tables to take away: who may, which kinds, and that a formula stays a text and comes back whole."""

import csv
import io
import json

import openpyxl
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Correspondent
from articles.resources import escape, unescape
from tests.factories import CorrespondentFactory, UnitFactory

ADDRESS = "/admin/articles/correspondent/export/"
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''", "陈小满"]


@pytest.fixture
def names(db: None) -> list[str]:
    unit = UnitFactory.create(name="=单位")
    return [CorrespondentFactory.create(name=name, unit=unit).name for name in sorted(EVIL)]


def test_export_is_for_whoever_sees_the_list(cast: dict[str, Client], names: list[str]) -> None:
    codes = {person: client.get(ADDRESS + "csv/").status_code for person, client in cast.items()}
    assert codes == {
        "reader": 302,
        "outsider": 302,
        **dict.fromkeys(("viewer", "editor", "reviewer", "chief", "operator"), 200),
    }


def test_csv_gives_names_and_units_as_text(cast: dict[str, Client], names: list[str]) -> None:
    answer = cast["viewer"].get(ADDRESS + "csv/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in rows] == [escape(name) for name in names]
    assert {row["unit"] for row in rows} == {"'=单位"}
    assert [unescape(row["name"]) for row in rows] == names


def test_xlsx_holds_no_formula(cast: dict[str, Client], names: list[str]) -> None:
    answer = cast["viewer"].get(ADDRESS + "xlsx/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [unescape(str(row[1].value)) for row in sheet.iter_rows(min_row=2)] == names


def test_json_gives_the_values_themselves(cast: dict[str, Client], names: list[str]) -> None:
    rows = json.loads(cast["viewer"].get(ADDRESS + "json/").content)
    assert [(row["name"], row["unit"]) for row in rows] == [(name, "=单位") for name in names]


def test_export_keeps_the_search_of_the_list(cast: dict[str, Client], names: list[str]) -> None:
    rows = json.loads(cast["viewer"].get(ADDRESS + "json/?q=小满").content)
    assert [row["name"] for row in rows] == ["陈小满"]


@pytest.mark.parametrize("query", ["nonsense=1", "unit__id__exact=x", "q=%00"])
def test_export_of_a_filter_that_there_is_not_is_refused(query: str, cast: dict[str, Client], names: list[str]) -> None:
    assert cast["editor"].get(f"{ADDRESS}csv/?{query}").status_code == 400


def test_export_has_no_other_kinds_and_writes_nothing(cast: dict[str, Client], names: list[str]) -> None:
    assert cast["chief"].get(ADDRESS + "html/").status_code == 404
    assert cast["chief"].post(ADDRESS + "csv/").status_code == 403
    assert Correspondent.objects.count() == len(names)


@given(st.text())
def test_unescape_gives_back_what_was_escaped(value: str) -> None:
    assert unescape(escape(value)) == value
