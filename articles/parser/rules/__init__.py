"""The rules that speak on a row's role, in the order in which --explain shows them."""

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
    line_opening,
    opening_phrase,
    printed_place,
    said_line,
    sentence_end,
    signature_line,
    source_line,
    subhead_mark,
)
from articles.parser.rules.seen import Seen, Weights

RULES: tuple[tuple[str, Callable[[Seen], Weights]], ...] = (
    ("column_fit", column_fit.weigh),
    ("printed_place", printed_place.weigh),
    ("sentence_end", sentence_end.weigh),
    ("inner_marks", inner_marks.weigh),
    ("line_opening", line_opening.weigh),
    ("opening_phrase", opening_phrase.weigh),
    ("address_tail", address_tail.weigh),
    ("said_line", said_line.weigh),
    ("source_line", source_line.weigh),
    ("broken_word", broken_word.weigh),
    ("signature_line", signature_line.weigh),
    ("dateline_opens", dateline_opens.weigh),
    ("doubled_line", doubled_line.weigh),
    ("subhead_mark", subhead_mark.weigh),
    ("label_mark", label_mark.weigh),
    ("byline_line", byline_line.weigh),
    ("bare_name", bare_name.weigh),
    ("credit_line", credit_line.weigh),
    ("jump_line", jump_line.weigh),
    ("folio_label", folio_label.weigh),
    ("folio_line", folio_line.weigh),
    ("editors_line", editors_line.weigh),
)
