"""The editor's desk: corrections of one draft (``drafts``)."""

from articles.desk.drafts import FIELDS, byline_pairs, can_edit, caption_pairs, rewrite, save_draft
from articles.models.status import EDITABLE

__all__ = ["EDITABLE", "FIELDS", "byline_pairs", "can_edit", "caption_pairs", "rewrite", "save_draft"]
