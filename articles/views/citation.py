"""How an article is cited: by GB/T 7714-2015, as printed and as read here, and in plain words."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article

MOST_AUTHORS = 3  # GB/T 7714-2015, 8.1.2: of more, the first three and 等
_SUBTITLE_DASH = "—－-– "


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited in a ``style``; before ``address``, where there is one, belongs the day on which it was read."""

    style: str
    text: str
    address: str = ""


def citations(article: Article, address: str) -> list[Citation]:
    """All styles, the most usual first; ``address`` is where the article is read, with scheme and host."""
    return [
        Citation("GB/T 7714", _gbt7714(article, "N") + "."),
        Citation(_("GB/T 7714, online"), _gbt7714(article, "N/OL"), address),
        Citation(_("Plain"), f"{_plain(article)} {address}"),
    ]


def _gbt7714(article: Article, medium: str) -> str:
    """``作者. 题名:副题[N]. 报纸名, 年-月-日(版次)``; without an author it begins with the headline (8.1.3)."""
    names = _names(article)
    authors = ", ".join([*names[:MOST_AUTHORS], *(["等"] if len(names) > MOST_AUTHORS else [])])
    title = ":".join(filter(None, [str(article), article.subtitle.strip(_SUBTITLE_DASH)]))
    issue = article.page.issue
    printed = f"{title}[{medium}]. {issue.publication}, {issue.date.isoformat()}({article.page.number})"
    return f"{authors}. {printed}" if authors else printed


def _plain(article: Article) -> str:
    issue = article.page.issue
    told = {
        "headline": article,
        "paper": issue.publication,
        "date": date_format(issue.date),
        "number": article.page.number,
    }
    printed = _("“%(headline)s”, %(paper)s, %(date)s, page %(number)s") % told
    authors = _(", ").join(_names(article))
    return _("%(authors)s: %(printed)s") % {"authors": authors, "printed": printed} if authors else printed


def _names(article: Article) -> list[str]:
    return list(dict.fromkeys(byline.printed_name for byline in article.bylines.all()))
