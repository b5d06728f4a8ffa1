"""The sample office at work: an issue is out, the next ones are on their way, with an article in each state."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from articles import desk, review
from articles.body import from_blocks
from articles.demo.stories import stories_of
from articles.importing.fill import page_content
from articles.importing.merge import merge
from articles.importing.run import import_paths
from articles.models import Article, Page, Publication, Status
from articles.models.publication import free_slug, section_named
from articles.parser.types import Draft, ParsedPage

PAPER = "霁川日报"
PAGES = Path(__file__).parent / "pages"
REVIEW_LEVELS = 2

_OUT = "published " * 6
# How far each story of a page has come, in the order of the page; what STEPS has under that name was done with it.
PLAN: dict[tuple[str, int], str] = {
    ("2026-07-07", 1): _OUT,
    ("2026-07-07", 2): _OUT,
    ("2026-07-14", 1): "published published published published published untouched published published",
    ("2026-07-14", 2): "published published approved corrected published published withdrawn published",
    ("2026-07-14", 3): "published published published approved reviewed reviewed submitted returned",
    ("2026-07-14", 4): "submitted submitted returned untouched untouched corrected untouched untouched untouched",
    # An issue of PDFs: readers see the pictures of the two pages that are out whole.
    ("2026-07-21", 1): "published " * 4,
    ("2026-07-21", 2): "published " * 4,
    ("2026-07-21", 3): "published approved submitted published",
    ("2026-07-21", 4): "untouched untouched corrected untouched",
}

Cast = Mapping[str, User]
Step = Callable[[Article, Draft, Cast], Article]


def _correct(article: Article, story: Draft, cast: Cast) -> Article:
    """The editor compares the draft with the printed page."""
    return desk.save_draft(
        article,
        by=cast["editor"],
        version=article.version,
        fields={
            "kicker": story.kicker,
            "headline": story.headline,
            "subtitle": story.subtitle,
            "section": section_named(article.page.issue.publication, story.section),
            "place": story.place,
            "dateline": story.dateline,
            "body": from_blocks(story.body),
        },
        bylines=[(person.role, person.name) for person in story.contributors],
        reason="对照版样核对",
    )


def _submit(article: Article, story: Draft, cast: Cast) -> Article:
    return review.submit(article, by=cast["editor"], version=article.version)


def _return(article: Article, story: Draft, cast: Cast) -> Article:
    reason = "请与通讯员核实文中的时间和人数，改好后再送。"
    return review.send_back(article, by=cast["reviewer"], version=article.version, reason=reason)


def _sign(article: Article, story: Draft, cast: Cast) -> Article:
    return review.sign(article, by=cast["reviewer"], version=article.version)


def _sign_again(article: Article, story: Draft, cast: Cast) -> Article:
    return review.sign(article, by=cast["chief"], version=article.version)


def _publish(article: Article, story: Draft, cast: Cast) -> Article:
    return review.publish(article, by=cast["chief"], version=article.version)


def _withdraw(article: Article, story: Draft, cast: Cast) -> Article:
    reason = "文中数字与主管部门公布的不符，核实后另行刊发。"
    return review.withdraw(article, by=cast["chief"], version=article.version, reason=reason)


STEPS: dict[str, tuple[Step, ...]] = {
    "untouched": (),
    "corrected": (_correct,),
    "submitted": (_correct, _submit),
    "returned": (_correct, _submit, _return),
    "reviewed": (_correct, _submit, _sign),
    "approved": (_correct, _submit, _sign, _sign_again),
    "published": (_correct, _submit, _sign, _sign_again, _publish),
    "withdrawn": (_correct, _submit, _sign, _sign_again, _publish, _withdraw),
}


@transaction.atomic
def play(cast: Cast) -> bool:
    """Import the sample pages and take each story as far as PLAN says; False, with nothing done, if the paper is there."""
    if Publication.objects.filter(name=PAPER).exists():
        return False
    Publication.objects.create(name=PAPER, slug=free_slug(Publication, PAPER), review_levels=REVIEW_LEVELS)
    import_paths([PAGES], publication=PAPER, actor=cast["operator"])
    for (date, number), states in PLAN.items():
        _work_on(
            Page.objects.get(issue__publication__name=PAPER, issue__date=date, number=number), states.split(), cast
        )
    return True


def standing() -> dict[Status, int]:
    """How many articles of the sample paper there are in each state."""
    states = Article.objects.filter(page__issue__publication__name=PAPER).values_list("status", flat=True)
    counted = Counter(states)
    return {status: counted[status] for status in Status}


def _work_on(page: Page, states: list[str], cast: Cast) -> None:
    stories = stories_of(f"{page.issue.date:%Y-%m-%d}", page.number)
    articles = list(page.articles.with_place())
    contents = page_content(ParsedPage(tuple(stories)), "").articles
    for story, (_content, article), state in zip(stories, merge(articles, contents).pairs, states, strict=True):
        if article is not None:  # a story that the parser did not find stays in the raw text
            for step in STEPS[state]:
                article = step(article, story, cast)
