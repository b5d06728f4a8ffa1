"""Every public page is valid HTML, points at what is there, and is in one language but for what says so."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client

from articles.models import Article
from tests.views.world import enlarge, page_addresses

CHINESE = re.compile("[\u3400-\u9fff]")
ENGLISH = re.compile("(?<![/.])[A-Z]?[a-z]{3}")  # no address
QUERY = "水库"  # the reader's own words, shown as they are
SPOKEN = ("alt", "aria-label", "placeholder", "title")


@pytest.fixture
def pages(client: Client, article: Article, request: pytest.FixtureRequest) -> dict[str, str]:
    """Each page of a large newspaper, with an error page, as the language and settings of ``request.param`` have them."""
    for address, fields in request.param.items():
        client.post(address, fields)
    addresses = [*page_addresses(enlarge(article)), "/nothing/", "/issues/?year=x"]
    addresses += [f"/hant{address}" for address in addresses]
    return {address: client.get(address).content.decode() for address in addresses}


def elements(html: str) -> Element:
    """The page as a browser takes it; raises what the parser of the standard calls an error."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page: Element = parser.parse(html)
    assert parser.errors == []
    return page


def spoken(element: Element, language: str = "") -> Iterator[tuple[str, str]]:
    """What is read out, piece by piece, with the language that it is said to be in."""
    language = element.get("lang", language)
    yield language, " ".join(element.get(name, "") for name in SPOKEN)
    if element.tag not in ("script", "style"):
        yield language, element.text or ""
    for child in element:
        yield from spoken(child, language)
        yield language, child.tail or ""


IN_CHINESE: dict[str, dict[str, str]] = {"/reading-settings/": {"size": "large", "appearance": "dark"}}
IN_ENGLISH = {"/language/": {"language": "en"}}


@pytest.mark.parametrize("pages", [IN_CHINESE, IN_ENGLISH], indirect=True, ids=["chinese", "english"])
def test_pages_are_valid_and_point_at_what_is_there(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        page = elements(html)
        names = [element.get("id") for element in page.iter() if element.get("id")]
        points = [
            element.get(name, "") for element in page.iter() for name in ("aria-labelledby", "aria-describedby", "for")
        ]
        points += [link.get("href", "")[1:] for link in page.iter("a") if link.get("href", "").startswith("#")]
        assert (address, len(names), {name for name in points if name} - set(names)) == (
            address,
            len(set(names)),
            set(),
        )
        assert [len(list(page.iter(tag))) for tag in ("h1", "main", "title")] == [1, 1, 1], address


@pytest.mark.parametrize("pages", [IN_ENGLISH], indirect=True, ids=["english"])
def test_english_pages_have_no_chinese_but_what_says_so(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        # A citation is one text to be copied, whatever language its words are of.
        body = elements(re.sub(r'<p class="citation".*?</p>', "", html)).find("body")
        assert body is not None
        texts = list(spoken(body, "en"))
        wrong = [text for language, text in texts if language == "en" and CHINESE.search(text.replace(QUERY, ""))]
        wrong += [text for language, text in texts if language != "en" and ENGLISH.search(text)]
        assert (address, wrong) == (address, [])


@pytest.mark.parametrize("pages", [IN_CHINESE], indirect=True, ids=["chinese"])
def test_each_text_is_in_the_script_of_its_address(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        own = "zh-hant" if address.startswith("/hant") and address != "/hant/nothing/" else "zh-hans"
        others = {text for language, text in spoken(elements(html)) if language.lower() != own and CHINESE.search(text)}
        assert (address, others - {"繁體"}) == (address, set())
