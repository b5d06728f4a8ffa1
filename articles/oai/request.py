"""What a harvester asks for: its verb and arguments, or what is wrong with them."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
PREFIX = "oai_dc"
_SET = re.compile(r"paper-([0-9]{1,18})(?::section-([0-9]{1,18}))?")
_NAME = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*")
_FORMS = {10: "%Y-%m-%d", 20: "%Y-%m-%dT%H:%M:%SZ"}  # by their length
END = dt.datetime.max.replace(tzinfo=dt.UTC)


class OAIError(Exception):
    """An answer of the protocol: one of its error codes, and what is said to people."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code


@dataclass(frozen=True, slots=True)
class Arguments:
    """Those of a verb; with ``resumes`` a resumptionToken may stand alone."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    resumes: bool = False


_OF_A_LIST = Arguments(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), resumes=True)
VERBS = {
    "Identify": Arguments(),
    "ListMetadataFormats": Arguments(optional=frozenset({"identifier"})),
    "ListSets": Arguments(resumes=True),
    "GetRecord": Arguments(required=frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _OF_A_LIST,
    "ListRecords": _OF_A_LIST,
}


def checked(query: QueryDict) -> dict[str, str]:
    """The arguments, ``verb`` among them, each once and none that the verb does not know; raises OAIError."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise OAIError("badVerb", "verb must be one of " + ", ".join(VERBS))
    known, given = VERBS[verbs[0]], set(query) - {"verb"}
    if any(len(values) > 1 for _name, values in query.lists()):
        raise OAIError("badArgument", "an argument is repeated")
    if known.resumes and given == {"resumptionToken"}:
        return query.dict()  # type: ignore[return-value]  # no uploads among strings
    if unknown := given - known.required - known.optional:
        raise OAIError("badArgument", f"not to be given here: {', '.join(sorted(unknown))}")
    if missing := known.required - given:
        raise OAIError("badArgument", f"missing: {', '.join(sorted(missing))}")
    return query.dict()  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records are asked for: changed at ``since`` or later and before ``before``; of a paper, of a section of it."""

    since: dt.datetime
    before: dt.datetime
    paper: int | None = None
    section: int | None = None


def selection(arguments: Mapping[str, str], now: dt.datetime) -> Selection:
    """What from, until and set say; nothing that changes after ``now`` belongs to it. Raises OAIError."""
    check_format(arguments)
    since, until = arguments.get("from"), arguments.get("until")
    if since and until and len(since) != len(until):
        raise OAIError("badArgument", "from and until must have the same granularity")
    begins = _moment(since) if since else dt.datetime.min.replace(tzinfo=dt.UTC)
    ends = _after(until) if until else END
    if until and begins >= ends:
        raise OAIError("badArgument", "from is later than until")
    paper, section = _set(arguments["set"]) if "set" in arguments else (None, None)
    return Selection(begins, min(ends, now), paper, section)


def check_format(arguments: Mapping[str, str]) -> None:
    """Raises OAIError unless Dublin Core is asked for."""
    if not _NAME.fullmatch(arguments["metadataPrefix"]):
        raise OAIError("badArgument", "metadataPrefix is none of this protocol")
    if arguments["metadataPrefix"] != PREFIX:
        raise OAIError("cannotDisseminateFormat", f"the only format is {PREFIX}")


def _set(name: str) -> tuple[int, int | None]:
    if not _NAME.fullmatch(name):
        raise OAIError("badArgument", "set is none of this protocol")
    found = _SET.fullmatch(name)
    if not found:
        raise OAIError("noRecordsMatch", "there is no such set")
    return int(found[1]), int(found[2]) if found[2] else None


def _moment(text: str) -> dt.datetime:
    """The beginning of the day or second; raises OAIError."""
    try:
        return dt.datetime.strptime(text, _FORMS[len(text)]).replace(tzinfo=dt.UTC)
    except (KeyError, ValueError):
        raise OAIError("badArgument", f"a date must be YYYY-MM-DD or {GRANULARITY}") from None


def _after(text: str) -> dt.datetime:
    """The end of the day or second."""
    moment = _moment(text)
    length = dt.timedelta(days=1) if len(text) == len("YYYY-MM-DD") else dt.timedelta(seconds=1)
    return END if moment > END - length else moment + length
