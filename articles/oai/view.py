"""The one address of the protocol: each verb, and the envelope around what it answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, register_namespace, tostring

from django.conf import settings
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article, Publication
from articles.oai import tokens
from articles.oai.records import (
    DC,
    OAI,
    OAI_DC,
    XSI,
    add,
    add_header,
    add_record,
    after,
    records,
    sets,
    stamp,
    with_text,
)
from articles.oai.request import GRANULARITY, PREFIX, OAIError, check_format, checked, selection
from articles.oai.tokens import Place, from_token, to_token
from articles.views.json.answers import site_of
from articles.xml import in_xml

PAGE = 100  # records an answer
# ``changed_at`` is written before its transaction is through, so that what changed a moment ago may not be seen yet: an answer is of
# the moment before, and ``responseDate``, from which the next harvest goes on, says so. https://www.openarchives.org/OAI/2.0/guidelines-harvester.htm
SETTLES = timedelta(seconds=60)
_IDENTIFIER = re.compile(r"articles/([0-9]{1,18})")
for _prefix, _namespace in (("", OAI), ("oai_dc", OAI_DC), ("dc", DC), ("xsi", XSI)):
    register_namespace(_prefix, _namespace)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its arguments checked; all that changed before ``now`` can be seen."""

    site: str
    namespace: str
    arguments: dict[str, str]
    now: datetime

    @property
    def verb(self) -> str:
        """One of VERBS."""
        return self.arguments["verb"]


@csrf_exempt  # harvesters may POST their questions, and nothing is written
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """The answer as XML, errors of the protocol too; never kept, since it bears its own time."""
    now, site = timezone.now() - SETTLES, site_of(request)
    root = Element(f"{{{OAI}}}OAI-PMH")
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    add(root, "responseDate", stamp(now))
    echo = add(root, "request", site + reverse("oai"))
    try:
        arguments = checked(request.POST if request.method == "POST" else request.GET)
        echo.attrib.update({name: in_xml(value) for name, value in arguments.items()})
        root.append(_ANSWERS[arguments["verb"]](Asked(site, _namespace_of(request), arguments, now)))
    except OAIError as error:
        if error.code in ("badVerb", "badArgument"):
            echo.attrib.clear()
        add(root, "error", str(error), code=error.code)
    response = HttpResponse(tostring(root, "utf-8", xml_declaration=True), content_type="text/xml; charset=utf-8")
    patch_cache_control(response, no_store=True)
    return response


def _namespace_of(request: HttpRequest) -> str:
    """The host without its port, as identifiers have it."""
    return re.sub(r":[0-9]+$", "", request.get_host()).strip("[]").replace(":", "-")


def _identify(asked: Asked) -> Element:
    told = Element(f"{{{OAI}}}Identify")
    paper = Publication.objects.order_by("pk").first()
    first = records().aggregate(first=Min("changed_at"))["first"] or asked.now
    add(told, "repositoryName", paper.name if paper else "Newsroom")
    add(told, "baseURL", asked.site + reverse("oai"))
    add(told, "protocolVersion", "2.0")
    add(told, "adminEmail", settings.OFFICE_EMAIL or f"webmaster@{asked.namespace}")
    add(told, "earliestDatestamp", stamp(first))
    add(told, "deletedRecord", "persistent")
    add(told, "granularity", GRANULARITY)
    return told


def _list_metadata_formats(asked: Asked) -> Element:
    if "identifier" in asked.arguments:
        _found(asked)
    told = Element(f"{{{OAI}}}ListMetadataFormats")
    form = add(told, "metadataFormat")
    add(form, "metadataPrefix", PREFIX)
    add(form, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    add(form, "metadataNamespace", OAI_DC)
    return told


def _list_sets(asked: Asked) -> Element:
    if "resumptionToken" in asked.arguments:
        raise OAIError("badResumptionToken", "the list of sets is never cut")
    told = Element(f"{{{OAI}}}ListSets")
    for spec, name in sets():
        one = add(told, "set")
        add(one, "setSpec", spec)
        add(one, "setName", name)
    if not len(told):
        raise OAIError("noSetHierarchy", "nothing has been published yet")
    return told


def _get_record(asked: Asked) -> Element:
    check_format(asked.arguments)
    told = Element(f"{{{OAI}}}GetRecord")
    add_record(told, _found(asked), asked.namespace, asked.site)
    return told


def _list(asked: Asked) -> Element:
    """ListIdentifiers and ListRecords."""
    place, whole = _place(asked), asked.verb == "ListRecords"
    rows = list((with_text(after(place)) if whole else after(place))[: PAGE + 1])
    if not rows and place.cursor:
        raise OAIError("badResumptionToken", "all that was left of this list has changed: begin again")
    if not rows:
        raise OAIError("noRecordsMatch", "there are no such records")
    told = Element(f"{{{OAI}}}{asked.verb}")
    for article in rows[:PAGE]:
        if whole:
            add_record(told, article, asked.namespace, asked.site)
        else:
            add_header(told, article, asked.namespace)
    _add_token(told, place, rows, asked.now)
    return told


def _place(asked: Asked) -> Place:
    if "resumptionToken" in asked.arguments:
        return from_token(asked.arguments["resumptionToken"], asked.verb)
    begun = Place(asked.verb, selection(asked.arguments, asked.now), total=0)
    return replace(begun, total=after(begun).order_by().count())


def _add_token(told: Element, place: Place, rows: list[Article], now: datetime) -> None:
    """Where the list goes on; an empty token ends one that was cut."""
    sizes = {"completeListSize": str(place.total), "cursor": str(place.cursor)}
    if len(rows) > PAGE:
        last = rows[PAGE - 1]
        onward = replace(place, cursor=place.cursor + PAGE, changed_at=last.changed_at, key=last.pk)
        add(told, "resumptionToken", to_token(onward), expirationDate=stamp(now + tokens.LASTS), **sizes)
    elif place.cursor:
        add(told, "resumptionToken", **sizes)


def _found(asked: Asked) -> Article:
    """The record of the identifier; raises OAIError for what was never published, as for what never was."""
    scheme, _, rest = asked.arguments["identifier"].partition(f"oai:{asked.namespace}:")
    key = None if scheme else _IDENTIFIER.fullmatch(rest)
    found = with_text(records().filter(pk=int(key[1]))).first() if key else None
    if found is None:
        raise OAIError("idDoesNotExist", "there is no such record")
    return found


_ANSWERS: dict[str, Callable[[Asked], Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}
