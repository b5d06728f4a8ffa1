"""The rules that speak on a row's role, in the order in which --explain shows them.

``TEXT_RULES`` weigh every row; ``SIGN_RULES`` look for a sign, and a long row that holds none is plain text to them.
"""

import re
from collections.abc import Callable

from articles.parser.rules import (
    address_tail,
    bare_name,
    broken_word,
    byline_line,
    column_fit,
    credit_line,
    dateline_opens,
    doubled_line,
    editors_line,
    folio_label,
    folio_line,
    inner_marks,
    jump_line,
    label_mark,
    letter_writer,
    line_opening,
    opening_phrase,
    printed_place,
    said_line,
    sentence_end,
    signature_line,
    source_line,
    subhead_mark,
    table_row,
)
from articles.parser.rules.seen import Seen, Weights

Rule = tuple[str, Callable[[Seen], Weights]]

TEXT_RULES: tuple[Rule, ...] = (
    ("column_fit", column_fit.weigh),
    ("printed_place", printed_place.weigh),
    ("sentence_end", sentence_end.weigh),
    ("inner_marks", inner_marks.weigh),
    ("line_opening", line_opening.weigh),
    ("opening_phrase", opening_phrase.weigh),
    ("broken_word", broken_word.weigh),
    ("doubled_line", doubled_line.weigh),
)
SIGN_RULES: tuple[Rule, ...] = (
    ("address_tail", address_tail.weigh),
    ("said_line", said_line.weigh),
    ("source_line", source_line.weigh),
    ("signature_line", signature_line.weigh),
    ("letter_writer", letter_writer.weigh),
    ("dateline_opens", dateline_opens.weigh),
    ("subhead_mark", subhead_mark.weigh),
    ("table_row", table_row.weigh),
    ("label_mark", label_mark.weigh),
    ("byline_line", byline_line.weigh),
    ("bare_name", bare_name.weigh),
    ("credit_line", credit_line.weigh),
    ("jump_line", jump_line.weigh),
    ("folio_label", folio_label.weigh),
    ("folio_line", folio_line.weigh),
    ("editors_line", editors_line.weigh),
)
RULES = TEXT_RULES + SIGN_RULES

LONGEST_SIGN = 8  # characters: shorter rows may be a name, a label or a paper's name without any sign
# The words stand behind a look at their first characters, since trying all of them at each place takes long.
SIGNS = re.compile(
    r"[【〖〔\[［■●◆▲★☆◇□◎▶►‖∥|A-Za-z/@·编摄绘图讯电訊電版刊]"
    r"|(?=[ （(\d日总代热记記评撰实作执整发星农报统监终审校组值来邮联地一二三四五六七八九十说示绍出调道为言慨忆])"
    r"(?:(?<!\d) (?!\d)|^[（(]|\d{4}|\d-|日$|总第|代号|热线|记者|記者|评论员|撰稿|实习生|作者|执笔|整理|发$|星期|农历|报$"
    r"|统筹|监制|终审|审读|校对|组版|值班|来源|邮箱|联系人|地址|报名|[一二三四五六七八九十]、|[说示绍出调道为言慨忆]。$)"
)


def is_plain(seen: Seen) -> bool:
    """Whether a row is long and holds no sign that it is anything but text or a headline."""
    text = seen.text
    return len(text) > LONGEST_SIGN and not SIGNS.search(text) and text not in seen.profile.sections
