"""Traditional reading: ``/hant/`` before the address of a reading page gives that page in traditional characters.

The page is made as ever; then its text is converted, but for some surnames of the people whom it names, its languages are
named anew, and its ways to other reading pages get the same beginning. Pictures, forms that set cookies, feeds and the admin site have one address each.
"""

import re
from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.translation import get_language
from opencc import OpenCC

PREFIX = "/hant"
_PARTS = "issues|articles|sections|correspondents|places|corrections|search"
_READING = rf"/(?:(?:{_PARTS})(?:/[^\"?#]*)?)?(?:\?[^\"#]*)?(?:#[^\"]*)?"
_IS_READING = re.compile(_READING)
_FEED = "/search/feed/"  # the only one that a reading page leads to by a link; who follows it under /hant still may
_WAY = re.compile(rf'(<(?:a|form)\s[^>]*?\b(?:href|action)=")(?!{_FEED})({_READING}")')
_LANGUAGE = re.compile(r'(?<=\slang=")zh-hans(?=")', re.IGNORECASE)
# Written alike in both scripts as surnames, while the word is another character: 范 and 模範, 余 and 多餘.
_SURNAMES = frozenset("范于余岳郁后涂种朴党游干台咸云占丑")
_NAME = re.compile(r'class="(?:credit )?name"[^>]*>(?:<mark>)?([^<]+)')
# What a form sends back is compared with what the database has; data for programs tell of the article at its first address.
_KEPT = re.compile(r'(\svalue="[^"]*"|<script\b.*?</script>)', re.DOTALL)


def traditional(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: takes ``/hant`` off the address of a reading page; ``request.path`` keeps it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        rest = request.path_info.removeprefix(PREFIX)
        if rest != request.path_info and _IS_READING.fullmatch(rest):
            request.path_info = rest
        return get_response(request)

    return answer


def is_traditional(request: HttpRequest) -> bool:
    """Whether the address asks for traditional characters."""
    return request.path.endswith(PREFIX + request.path_info)


def addresses_by_script(request: HttpRequest) -> dict[str, str]:
    """The whole address of this page in either script; of what is no reading page, those of the front."""
    address = request.get_full_path()
    if is_traditional(request):
        address = address.removeprefix(PREFIX)
    elif not _IS_READING.fullmatch(address):
        address = "/"
    # With scheme and host, so that ``convert`` leaves the way back to the other script alone.
    return {"hans": request.build_absolute_uri(address), "hant": request.build_absolute_uri(PREFIX + address)}


def in_its_script(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The finished answer as the address asks for it; nothing else converts."""
    if not is_traditional(request) or not isinstance(response, HttpResponse):
        return response
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    if _IS_READING.fullmatch(response.get("Location", "")):
        response["Location"] = PREFIX + response["Location"]
    if response.get("Content-Type", "").startswith("text/html"):
        response.content = convert(response.content.decode()).encode()
        if get_language() == "zh-hans":
            response["Content-Language"] = "zh-hant"
    return response


def convert(html: str) -> str:
    """A page of ours in traditional characters, as they are printed in Taiwan; no word is replaced by another one."""
    turn, parts = _converter().convert, _KEPT.split(html)  # every second part is kept
    parts[::2] = map(turn, parts[::2])
    page = "".join(parts)
    for name in {name for name in _NAME.findall(html) if name[0] in _SURNAMES and len(name) > 1}:
        page = page.replace(turn(name), name[0] + turn(name[1:]))
    return _WAY.sub(rf"\1{PREFIX}\2", _LANGUAGE.sub("zh-Hant", page))


@cache
def _converter() -> OpenCC:
    # s2t and s2hk print 羣, 牀, 峯; s2twp would say 軟體 for 软件.
    return OpenCC("s2tw")
