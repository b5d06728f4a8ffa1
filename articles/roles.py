"""Who may do what: the groups that a migration makes, and the permissions of each.

``viewer`` reads everything; each of the others can do that and more.
"""

VIEWER, EDITOR, REVIEWER, CHIEF, OPERATOR = "查看", "编辑", "审核", "总编", "操作员"

_MODELS = "article byline correspondent importbatch importfile issue page publication revision section unit".split()
_VIEW = {f"view_{model}" for model in _MODELS}
_PEOPLE = {f"{verb}_{model}" for verb in ("add", "change") for model in ("correspondent", "unit", "section")}
_EDIT = _VIEW | _PEOPLE | {"change_article", "submit_article"}
_REVIEW = _EDIT | {"sign_article", "send_back_article", "publish_article"}
_CHIEF = _REVIEW | {
    "withdraw_article",
    "correct_article",
    "take_over_article",
    "change_publication",
    "change_issue",
    "change_page",
}
_OPERATE = _VIEW | _PEOPLE | {"import_pages", "add_publication", "change_publication", "change_issue", "change_page"}

PERMISSIONS: dict[str, set[str]] = {
    VIEWER: _VIEW,
    EDITOR: _EDIT,
    REVIEWER: _REVIEW,
    CHIEF: _CHIEF,
    OPERATOR: _OPERATE,
}
