"""Articles anew of the lines that an editor gave them, with all that a person had typed carried over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]  # no types in this package
from django.utils.translation import gettext as _

from articles.desk.drafts import is_by_hand, sure
from articles.desk.title_lines import label_lines, lines_of, roles_of
from articles.importing.fill import LENGTHS, content_from, content_of, notes_from
from articles.models import Article
from articles.parser.redraft import FIELDS, Given, redraft
from articles.parser.types import Draft
from articles.parser.typeset import bare
from articles.people import MAX_NAME
from articles.review import Refused

COMPOSED = ("kicker", "headline", "subtitle", "section", "place", "dateline", "bylines")
PARSERS_NOTES = (
    *("headline-missing", "headline-unsure", "headline-far", "body-missing", "paragraphs-unsure", "names-unsure"),
    *("no-dateline", "duplicate-line", "continued-from", "continued-to"),
)
DIFF_SECONDS = 1.0
LEAST_LIKE = 0.2  # how far a typed change may lie from the text that it was made in: 0 is the same
FARTHEST = 100_000  # characters that a typed change may move
# Typed changes that found a place: the article's key, and the number in its body or the field.
Carried = set[tuple[int, int | str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One article as an action leaves it: its lines, the roles given to some, and the articles whose text is in it.

    ``article`` is None for a new one. ``direct`` are fields that the action itself fills, ``taken_in`` the sources of
    which nothing else is left.
    """

    article: Article | None
    lines: frozenset[int]
    sources: tuple[Article, ...]
    given: Mapping[int, Given] = field(default_factory=dict)
    direct: Mapping[str, Any] = field(default_factory=dict)
    taken_in: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What people made of the text that the parser composes of an article's lines, as changes to apply elsewhere.

    ``roles`` are those of the lines that stand in a field. ``own`` are the fields that say something else than the parser
    would, ``by_hand`` those that somebody typed into, though it be what the parser would say of these lines. ``is_typed``
    tells that he typed into the text: else the changes are what the parser saw of the whole page, and may be left.
    """

    roles: Mapping[int, Given]
    content: Mapping[str, Any]
    machine: Mapping[str, Any]
    changes: list[Any]
    own: frozenset[str]
    by_hand: frozenset[str]
    is_typed: bool

    @property
    def said_by_hand(self) -> set[str]:
        """The fields typed into that say something, which must not be lost."""
        return {name for name in self.by_hand if self.content[name]}


def typed_in(article: Article) -> Typed:
    """What people have typed into it."""
    raw, roles = article.page.raw, label_lines(article) | roles_of(article)
    machine = content_from(redraft(raw, lines_of(article), roles), article.position, raw)
    content = content_of(article)
    by_hand = frozenset(name for name in COMPOSED if is_by_hand(article.confidence, name))
    own = by_hand.union(name for name in COMPOSED if content[name] and content[name] != machine[name])
    changes = _engine().patch_make(machine["body"], content["body"])
    return Typed(roles, content, machine, changes, own, by_hand, is_by_hand(article.confidence, "body"))


def recompose(part: Part, typed: Mapping[int, Typed], raw: str) -> tuple[dict[str, Any], Carried]:
    """The content of a part in the form of ``fill.content_of``, and which changes of its sources it carries.

    Raises ``Refused`` where a field has no room for the lines that it is given.
    """
    own = typed[part.article.pk] if part.article else None
    draft = redraft(raw, part.lines, {**(_kept_roles(part, own) if own else {}), **part.given})
    _refuse_cut(part, draft)
    content = content_from(draft, 1, raw)
    body, carried = _with_changes(
        content["body"], [(source, typed[source.pk]) for source in part.sources], part.article
    )
    is_typed = any(typed[source].is_typed for source, _change in carried)
    content |= {"body": body, "confidence": {**draft.confidence, **sure(["body"] * is_typed)}}
    if own:
        content |= _kept_fields(part, own, content)
    for source in part.taken_in:
        carried |= {(source.pk, name) for name in _take_over(content, typed[source.pk])}
    content["confidence"] |= sure(name for name in COMPOSED if part.direct.get(name, content[name]) != content[name])
    content |= part.direct
    return content | {"notes": _notes(part, notes_from(draft), content)}, carried


def _refuse_cut(part: Part, draft: Draft) -> None:
    for each in Article._meta.fields:
        room = LENGTHS.get(each.name, MAX_NAME)
        if each.name in FIELDS and each.name in part.given.values() and len(getattr(draft, each.name)) > room:
            said = _("There is room for %(most)d characters in “%(field)s”: choose fewer lines.")
            raise Refused(said % {"most": room, "field": each.verbose_name})


def _notes(part: Part, new: Iterable[Mapping[str, Any]], content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The notes on what is new, those of before that still hold, and what the import had to say."""
    before = part.article.notes if part.article else []
    known = {note["code"] for note in before} | {"headline-missing", "body-missing"}
    held = [dict(note) for note in new if not part.article or note["code"] in known]
    others = [note for note in before if note["code"] not in PARSERS_NOTES]
    settled = {f"{name}-missing" for name in ("headline", "body") if content[name]}
    return [note for note in (*held, *others) if note["code"] not in settled]


def _kept_roles(part: Part, typed: Typed) -> dict[int, Given]:
    """The roles of its own lines of title and label, but for the fields that the action gives to other lines."""
    taken = set(part.given.values())
    return {number: role for number, role in typed.roles.items() if role not in taken}


def _kept_fields(part: Part, typed: Typed, content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a person had typed, where the action does not fill them with lines; names join those of such lines."""
    filled = {role.value for role in part.given.values()} | _left(part, typed)
    kept = {name: typed.content[name] for name in typed.own - filled}
    if "bylines" in kept and Given.BYLINE in part.given.values():
        kept["bylines"] = _joined(kept["bylines"], content["bylines"], typed.machine["bylines"])
    return kept | {"confidence": content["confidence"] | sure(typed.by_hand & kept.keys())}


def _left(part: Part, typed: Typed) -> set[str]:
    """The fields that nobody typed into of which a line is elsewhere now, or something else."""
    stays = {number: part.given.get(number, role) for number, role in typed.roles.items() if number in part.lines}
    return {role.value for number, role in typed.roles.items() if stays.get(number) is not role} - typed.by_hand


def _joined(names: Sequence[Any], others: Sequence[Any], without: Sequence[Any]) -> list[Any]:
    """The names and those of the others that are neither there already nor among those ``without``."""
    return [*names, *(name for name in others if name not in names and name not in without)]


def _take_over(content: dict[str, Any], typed: Typed) -> Iterator[str]:
    """Put into the content what had been typed into the fields of an article that is taken in; yields those that landed."""
    for name in sorted(typed.own):
        if (landed := _landed(name, content, typed)) is not None:
            content |= landed
            content["confidence"] |= sure(typed.by_hand & landed.keys())
            yield name


def _landed(name: str, content: Mapping[str, Any], typed: Typed) -> dict[str, Any] | None:
    """What it changes: the field where it says what the parser had said, or the body where that is part of it now; None if neither."""
    text, machine, now = typed.content[name], typed.machine[name], content[name]
    is_open = not (now and is_by_hand(content["confidence"], name))
    if name == "bylines":
        return {name: _joined([each for each in now if each not in machine] if is_open else now, text, ())}
    if text == now or text in content["body"]:
        return {}
    if now == machine and is_open:
        return {name: text}
    is_told = bool(machine) and content["body"].count(machine) == 1
    return {"body": content["body"].replace(machine, text)} if is_told else None


def _with_changes(text: str, sources: Iterable[tuple[Article, Typed]], own: Article | None) -> tuple[str, Carried]:
    """The text with what was typed in its sources, each change where its surroundings are.

    What stood in a field of another article than its ``own`` stays in the text unless somebody has typed it away there.
    """
    carried: Carried = set()
    for source, typed in sources:
        for number, change in enumerate(typed.changes):
            if not typed.is_typed and source != own and _takes_away(change):
                continue
            text, done = _engine().patch_apply([change], text)
            if all(done):
                carried.add((source.pk, number))
    return text, carried


def _takes_away(change: Any) -> bool:
    """Whether it takes more words than it gives."""
    return sum(int(kind) * len(bare(words)) for kind, words in change.diffs) < 0


def _engine() -> Any:
    engine = diff_match_patch()
    engine.Diff_Timeout, engine.Match_Threshold, engine.Match_Distance = DIFF_SECONDS, LEAST_LIKE, FARTHEST
    return engine
