"""The three formats of a feed: Atom, RSS and JSON Feed."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class SteadyFeed(SyndicationFeed):
    """An empty feed has no date: Django's would be new each second, and so would its ETag."""

    title = ""  # as it is called beside the others
    content_type: str

    def latest_post_date(self) -> dt.datetime:
        """When something in it was last published or corrected."""
        return super().latest_post_date() if self.items else LONG_AGO


class Atom(SteadyFeed, Atom1Feed):
    """https://www.rfc-editor.org/rfc/rfc4287"""

    title = "Atom"


class Rss(SteadyFeed, Rss201rev2Feed):
    """https://www.rssboard.org/rss-specification"""

    title = "RSS"


class JSONFeed(SteadyFeed):
    """https://www.jsonfeed.org/version/1.1/"""

    title = "JSON Feed"
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[Any], encoding: str) -> None:
        """The whole feed; ``encoding`` is that of ``outfile``."""
        head = {
            "version": JSON_FEED_VERSION,
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["subtitle"],
            "language": self.feed["language"],
        }
        json.dump(head | {"items": [_item(item) for item in self.items]}, outfile, ensure_ascii=False)


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """An entry; what it does not have is left out."""
    dates = {"date_published": item["pubdate"], "date_modified": item["updateddate"]}
    return {
        "id": item["link"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content_text": item["text"],
        "authors": [{"name": name} for name in item["names"]],
        "tags": list(item["categories"]),
        **{name: rfc3339_date(date) for name, date in dates.items() if date},
    }


# What stands after ``feed/`` in the address of each; its name is that of the feed and the word.
FORMATS: dict[str, type[SteadyFeed]] = {"": Atom, "rss": Rss, "json": JSONFeed}


def name_in(name: str, word: str) -> str:
    """The name of the address of the feed ``name`` in one of FORMATS: ``feed``, ``feed_rss``, ``feed_json``."""
    return f"{name}_{word}" if word else name
