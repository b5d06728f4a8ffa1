"""The editor's desk: corrections of one draft (``drafts``)."""

from articles.desk.drafts import EDITABLE, FIELDS, byline_pairs, can_edit, caption_pairs, rewrite, save_draft

__all__ = ["EDITABLE", "FIELDS", "byline_pairs", "can_edit", "caption_pairs", "rewrite", "save_draft"]
