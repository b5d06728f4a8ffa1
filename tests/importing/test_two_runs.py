"""Two runs of the same folder at once."""

from functools import partial

import pytest

from articles.importing.run import import_paths
from articles.models import Article, Correspondent, ImportFile, Issue, Page, Publication, Revision, Section
from tests.at_once import at_once
from tests.importing.plain import parse_plain

STORY = "【春耕】\n#水库春灌开闸放水{n}\n@青川\nby 马旭\nby 李瑾\n3月5日，县水务局组织第{n}次春灌。"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_runs_of_one_folder_at_once_import_each_page_once(round_, write, tmp_path):
    for number in range(1, 9):
        write(f"2024-07-23/{number:02}.txt", STORY.format(n=number))
    run = partial(import_paths, [tmp_path], publication="青川日报", parse=parse_plain)
    reports = at_once(run, run)
    assert [report.failed() for report in reports] == [[], []]
    states = sorted(file.state for report in reports for file in report.files)
    assert states == ["new"] * 8 + ["unchanged"] * 8
    counts = [
        model.objects.count()
        for model in (Publication, Issue, Section, Correspondent, Page, Article, Revision, ImportFile)
    ]
    assert counts == [1, 1, 1, 2, 8, 8, 8, 8]
