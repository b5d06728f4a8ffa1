"""What the page desk shows: the page's lines or picture, a card for each article, and how much of the page is settled."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import desk
from articles.admin.desk_card import CardForm, card_of
from articles.admin.desk_lines import runs_of
from articles.admin.desk_plate import lines_on
from articles.admin.filters import is_number
from articles.models import Article, DeskStep, Page, Status
from articles.templatetags.office import display_name

ON_CARDS = ("merge", "title", "swap", "settle", "discard", "restore")


def show(
    admin: Any, request: HttpRequest, key: int, typed: dict[int, CardForm], *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page of this ``key``, with what was ``typed`` into cards and could not be saved; raises ``Page.DoesNotExist``."""
    page = Page.objects.select_related("issue__publication").get(pk=key)
    articles = _articles(page)
    standing = [article for article in articles if article.status != Status.DISCARDED]
    chosen, by = lines_chosen(request), request.user
    runs = runs_of(page, standing)
    left = [line.number for run in runs if not run.article and not run.is_furniture for line in run.lines]
    context |= {
        **admin.admin_site.each_context(request),
        "title": _("Page desk"),
        "opts": admin.opts,
        "page": page,
        "view": request.POST.get("view") or request.GET.get("view"),
        "seen": as_text({article.pk: article.version for article in articles}),
        "runs": runs,
        "left": left,
        "plate": lines_on(page, runs, chosen),
        "chosen": chosen,
        "cards": [card_of(at, each, by, typed.get(each.pk)) for at, each in enumerate(standing)],
        "discarded": _discarded(articles),
        "actions": {name: action for name, action in desk.ACTIONS.items() if name not in ON_CARDS},
        "may_act": by.has_perm("articles.change_article"),
        "may_submit": by.has_perm("articles.submit_article"),
        "may_take_over": by.has_perm("articles.take_over_article"),
        "last_step": last_step(key),
        "settled": sum(_is_settled(article) for article in standing),
        "next_page": _next_with_notes(page),
    }
    return TemplateResponse(request, "admin/articles/page/desk.html", context, status=status)


def lines_chosen(request: HttpRequest) -> frozenset[int]:
    """The raw lines that were chosen."""
    return frozenset(int(line) for line in request.POST.getlist("line") if is_number(line))


def as_text(seen: dict[int, int]) -> str:
    """Versions by key as the form sends them: ``12:3 13:1``."""
    return " ".join(f"{key}:{version}" for key, version in seen.items())


def last_step(page: int) -> dict[str, str] | None:
    """What the button of undo sends, and what it says of the last step on the page of this key."""
    steps = DeskStep.objects.filter(page=page).standing().select_related("by").defer("before", "after")
    step = steps.first()
    return told(step) if step else None


def told(step: DeskStep) -> dict[str, str]:
    """What the button of undo sends and says of a step; ``who`` says it with name and time, wherever the button is short."""
    said = str(desk.label_of(step))
    who = f"{said} · {display_name(step.by)} {timezone.localtime(step.at):%H:%M}"
    return {"act": f"undo {step.number}", "said": said, "who": who}


def _articles(page: Page) -> list[Article]:
    """All of the page in its order, the discarded ones too."""
    found: QuerySet[Article] = page.articles.select_related("section", "claimed_by").order_by("position")
    articles = list(found.prefetch_related("bylines", "pictures"))
    for article in articles:
        article.page = page
    return articles


def _discarded(articles: list[Article]) -> list[Article]:
    """Those that are none, the last one first: the key brings it back."""
    discarded = [article for article in articles if article.status == Status.DISCARDED]
    return sorted(discarded, key=lambda article: article.changed_at, reverse=True)


def _is_settled(article: Article) -> bool:
    """Whether an editor has nothing left to do about it: there are no notes, or it was handed in."""
    return not article.note_count or article.status != Status.DRAFT


def _next_with_notes(page: Page) -> int | None:
    """The next page of the issue that has drafts with notes, or else the first of the paper's newest issue that has."""
    noted = Article.objects.filter(page=OuterRef("pk"), status=Status.DRAFT, note_count__gt=0)
    # Walked from the newest page on to the first that has one: sorting all noted drafts would take the archive's time.
    pages = Page.objects.filter(Exists(noted)).exclude(pk=page.pk)
    after = pages.filter(issue=page.issue, number__gt=page.number).order_by("number")
    newest = pages.filter(issue__publication=page.issue.publication_id).order_by("-issue__date", "number")
    return after.values_list("pk", flat=True).first() or newest.values_list("pk", flat=True).first()
