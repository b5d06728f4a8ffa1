"""The editor's desk: corrections of one draft (``drafts``), and what is done to the articles of a page (``actions``, ``page``)."""

from articles.desk.actions import ACTIONS, Asked, act, label_of
from articles.desk.drafts import FIELDS, DraftText, byline_pairs, can_edit, caption_pairs, rewrite, save_draft
from articles.desk.page import undo
from articles.desk.typed import save_typed
from articles.models.status import EDITABLE

__all__ = [
    "ACTIONS",
    "EDITABLE",
    "FIELDS",
    "Asked",
    "DraftText",
    "act",
    "byline_pairs",
    "can_edit",
    "caption_pairs",
    "label_of",
    "rewrite",
    "save_draft",
    "save_typed",
    "undo",
]
