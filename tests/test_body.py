"""The text form of a body."""

from hypothesis import given
from hypothesis import strategies as st

from articles.body import from_blocks, to_blocks
from articles.parser.types import Block, BlockKind

PARAGRAPH, SUBHEAD, CAPTION = BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.CAPTION
_words = st.text("青川水库#> \\春灌", min_size=1).map(str.strip).filter(bool)


def test_body_takes_apart_paragraph_subhead_and_caption() -> None:
    text = "3月5日，开闸放水。\n\n## 先保秧田\n\n> 图为春灌现场。\n\n\n群众说好。"
    assert to_blocks(text) == [
        Block(PARAGRAPH, "3月5日，开闸放水。"),
        Block(SUBHEAD, "先保秧田"),
        Block(CAPTION, "图为春灌现场。"),
        Block(PARAGRAPH, "群众说好。"),
    ]


def test_body_keeps_the_lines_of_a_poem() -> None:
    assert to_blocks("霁河的早晨\r\n从一声桨开始") == [Block(PARAGRAPH, "霁河的早晨\n从一声桨开始")]


def test_body_of_blank_lines_is_empty() -> None:
    assert to_blocks(" \n\n \n") == []


@given(st.lists(st.builds(Block, st.sampled_from(BlockKind), _words), max_size=6))
def test_body_comes_back_as_it_was_written(blocks: list[Block]) -> None:
    assert to_blocks(from_blocks(blocks)) == blocks
