"""What differs between two texts, whatever typesetting did to their lines."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.difference import DIFF_SECONDS, Kind, Piece, is_changed, pieces, steps

TEXT = st.text(st.sampled_from("水库春灌开闸放，。 \n\u3000ab𠮷"), max_size=80)


def marked(found: list[Piece]) -> str:
    """As proof-readers write it: ``-removed-``, ``+added+``."""
    signs = {Kind.SAME: "", Kind.REMOVED: "-", Kind.ADDED: "+", Kind.ELSEWHERE: "~"}
    return "".join(f"{signs[piece.kind]}{piece.text}{signs[piece.kind]}" for piece in found)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("春灌开闸", "春灌开闸", "春灌开闸"),
        ("县水务局组织春灌。", "县水务局组织夏灌。", "县水务局组织-春-+夏+灌。"),
        ("近 10 个\n月", "近10个月", "近10个月"),
        ("马\u3000旭", "马 旭", "马 旭"),
        ("一段。\n\n二段。", "一段。二段。", "一段。-¶-二段。"),
        ("一段。二段。", "一段。\n\n二段。", "一段。+¶\n\n+二段。"),
        ("诗的一行\n又一行", "诗的一行 又一行", "诗的一行 又一行"),
        ("", "新文", "+新文+"),
        ("旧\n文", "", "-旧文-"),
        ("", "", ""),
    ],
)
def test_pieces_show_what_was_changed_and_not_the_reflow(old: str, new: str, shown: str) -> None:
    assert marked(pieces(old, new)) == shown


def test_paragraphs_need_not_count() -> None:
    assert marked(pieces("一段。\n\n二段。", "一段。二段。", paragraphs=False)) == "一段。二段。"


@given(TEXT, TEXT)
def test_steps_applied_to_the_old_text_give_the_new_one(old: str, new: str) -> None:
    found = steps(old, new)
    assert "".join(text for side, text in found if side <= 0) == old
    assert "".join(text for side, text in found if side >= 0) == new


@given(TEXT, TEXT, st.booleans())
def test_pieces_make_both_texts_again(old: str, new: str, paragraphs: bool) -> None:
    found = pieces(old, new, paragraphs=paragraphs)
    after = "".join(piece.text for piece in found if piece.kind != Kind.REMOVED)
    before = "".join(piece.text for piece in found if piece.kind != Kind.ADDED)
    assert after.replace("¶", "") == (new if new.strip() or (paragraphs and new.count("\n") > 1) else "")
    assert "".join(before.replace("¶", "").split()) == "".join(old.split())


@given(TEXT)
def test_text_does_not_differ_from_itself_laid_out_anew(text: str) -> None:
    assert is_changed(pieces(text, " ".join(text), paragraphs=False)) is False


def test_pages_of_text_that_have_nothing_in_common_end_in_time() -> None:
    old = "".join(chr(0x4E00 + n * 7919 % 9000) for n in range(30_000))
    new = "".join(chr(0x4E00 + n * 6101 % 9000) for n in range(30_000))
    begun = time.monotonic()
    found = steps(old, new)
    assert "".join(text for side, text in found if side >= 0) == new
    assert time.monotonic() - begun < DIFF_SECONDS * 5
