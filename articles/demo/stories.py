"""What the sample pages truly say: ``stories/*.json``, as an editor with the printed paper in hand would know it."""

import json
from pathlib import Path
from typing import Any

from articles.parser.types import Block, BlockKind, Contributor, Draft

FOLDER = Path(__file__).parent / "stories"


def stories_of(date: str, page: int) -> list[Draft]:
    """The stories of a page, in order, in the form of the parser's drafts."""
    text = (FOLDER / f"{date}-{page:02}.json").read_text(encoding="utf-8")
    return [_draft(story) for story in json.loads(text)["stories"]]


def _draft(story: dict[str, Any]) -> Draft:
    return Draft(
        kicker=story["kicker"],
        headline=story["headline"] or story.get("headline_in_picture", ""),
        subtitle=story["subtitle"],
        section=story["section"],
        place=story["dateline"].removeprefix("本报").removesuffix("讯"),
        dateline=story["dateline"],
        contributors=tuple(Contributor(**person) for person in story["contributors"] or story.get("also", ())),
        body=tuple(_block(paragraph) for paragraph in story["paragraphs"]),
    )


def _block(paragraph: str | dict[str, str]) -> Block:
    if isinstance(paragraph, str):
        return Block(BlockKind.PARAGRAPH, paragraph)
    ((kind, text),) = paragraph.items()
    return Block(BlockKind(kind), text)
