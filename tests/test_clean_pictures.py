"""Picture files that nothing names any more."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import media
from tests.factories import ArticleFactory, PageFactory
from tests.pictures import give_picture, jpeg, picture_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def age(folder: Path, digest: str, hours: float) -> None:
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    os.utime(folder / media.name_of(digest), (moment, moment))


def files(folder: Path) -> set[str]:
    return {path.stem for path in folder.rglob("*") if path.is_file()}


def test_clean_pictures_deletes_what_no_row_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = give_picture(PageFactory())
    cutting = picture_of(ArticleFactory())
    orphan = media.keep(jpeg("blue"))
    for digest in (page.picture, page.small_picture, cutting.digest, orphan):
        age(folder, digest, 25)

    call_command("clean_pictures", delete=True)

    assert files(folder) == {page.picture, page.small_picture, cutting.digest}
    assert capsys.readouterr().out.startswith("已删除的图片文件：1 个")


def test_clean_pictures_only_counts_unless_it_is_told_to_delete(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orphan = media.keep(jpeg("blue"))
    age(folder, orphan, 25)

    call_command("clean_pictures")

    assert files(folder) == {orphan}
    assert capsys.readouterr().out.startswith("没有版面和稿件使用的图片文件：1 个")


def test_clean_pictures_leaves_what_a_running_import_may_have_written(folder: Path) -> None:
    young, old = media.keep(jpeg("blue")), media.keep(jpeg("green"))
    age(folder, young, 23)
    age(folder, old, 25)

    call_command("clean_pictures", delete=True)

    assert files(folder) == {young}


def test_clean_pictures_leaves_a_picture_that_an_import_has_taken_up_again(folder: Path) -> None:
    digests = [media.keep(jpeg(colour)) for colour in ("blue", "green")]
    for digest in digests:
        age(folder, digest, 25)

    found = media.unnamed(timezone.now())
    first = next(found)
    taken_up = next(digest for digest in digests if media.name_of(digest) != first)
    give_picture(PageFactory())
    picture = picture_of(ArticleFactory())
    picture.digest = taken_up
    picture.save()

    assert list(found) == []


def test_clean_pictures_finds_nothing_where_no_picture_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("clean_pictures")

    assert capsys.readouterr().out.startswith("没有版面和稿件使用的图片文件：0 个")
