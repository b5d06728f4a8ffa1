"""The page of one article: its fields beside the raw lines, the steps it can take, and its history."""

from operator import itemgetter
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import claims, desk, review
from articles.admin import bulk, claim, source
from articles.admin.compare import differences
from articles.admin.conflicts import open_conflict
from articles.admin.draft_form import DraftForm, unsure_fields, words_for_gone
from articles.admin.filters import is_number
from articles.admin.jumps import JUMP_NOTES, jumps
from articles.models import Article, Status
from articles.notes import describe
from articles.review import TRANSITIONS, Refused, Stale

QUEUE = "admin:articles_article_changelist"


def respond(admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the article, keep what was typed, or take the step that was asked for."""
    if not admin.has_view_or_change_permission(request):
        raise PermissionDenied
    if request.method == "POST" and not admin.has_change_permission(request):
        raise PermissionDenied
    article = _find(unquote(object_id))
    if article is None:
        return _not_found(request)
    if request.method != "POST":
        claim.open_for(article, request.user)
        return _show(admin, request, article, DraftForm(instance=article))
    if "move" in request.POST:
        return _move(request, article)
    if "use" in request.POST:
        return _use_alternative(admin, request, article)
    return _save(admin, request, article)


def _not_found(request: HttpRequest) -> HttpResponse:
    typed = [request.POST.get(name, "") for name in DraftForm.field_order if name != "section"]
    messages.warning(request, words_for_gone(typed) if any(typed) else _("There is no such article."))
    return HttpResponseRedirect(reverse(QUEUE))


def _find(key: str) -> Article | None:
    articles = Article.objects.with_place().select_related("changed_by", "claimed_by", "continued_from__page")
    return articles.filter(pk=key).first() if is_number(key) else None


def _move(request: HttpRequest, article: Article) -> HttpResponse:
    """One of the transitions; afterwards on to the next article at the same step."""
    name = request.POST["move"]
    if name not in TRANSITIONS:
        raise PermissionDenied
    version, reason = request.POST.get("version", ""), request.POST.get("reason", "")
    try:
        bulk.move(article, name, request=request, version=version, reason=reason)
    except Refused as refused:
        messages.error(request, str(refused))
        return _to(article.pk)
    messages.success(request, str(bulk.DONE[name]) % {"article": article})
    return _onward(article)


def _use_alternative(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """The form as it was typed, with another proposed headline put in; nothing is saved."""
    number = request.POST["use"]
    if not (is_number(number) and int(number) < len(article.alternatives)):
        raise PermissionDenied
    title = article.alternatives[int(number)]
    typed = request.POST.copy()
    for name in ("kicker", "headline", "subtitle"):
        typed[name] = title.get(name, "")
    messages.info(request, _("The other headline is in the form. Save to keep it."))
    return _show(admin, request, article, DraftForm(typed, instance=article))


def _save(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    form = DraftForm(request.POST, instance=article)
    if not form.is_valid():
        return _show(admin, request, article, form)
    try:
        saved = desk.save_draft(
            article,
            by=request.user,  # type: ignore[arg-type]  # the admin lets nobody in without a user
            version=form.cleaned_data["version"],
            fields=form.text(),
            bylines=form.cleaned_data["contributors"],
            pictures=form.cleaned_data.get("pictures"),
            reason=form.cleaned_data["reason"],
        )
    except (Stale, claims.Claimed) as other:
        return _show_conflict(admin, request, form, other.current)
    except Refused as refused:
        messages.error(request, str(refused))
        return _show(admin, request, article, form)
    return _after_save(request, article, saved)


def _after_save(request: HttpRequest, before: Article, saved: Article) -> HttpResponse:
    if "_submit" in request.POST:
        return _submit(request, saved)
    is_same = before.version == saved.version
    messages.success(
        request, _("Nothing was changed.") if is_same else _("“%(article)s” is saved.") % {"article": saved}
    )
    if "_next" not in request.POST:
        return _to(saved.pk)
    claims.release(saved, by=request.user)  # type: ignore[arg-type]  # as above
    return _onward(saved)


def _submit(request: HttpRequest, saved: Article) -> HttpResponse:
    try:
        review.submit(saved, by=request.user, version=saved.version)  # type: ignore[arg-type]  # as above
    except Refused as refused:
        messages.warning(request, _("Saved, but not submitted: %(why)s") % {"why": refused})
        return _to(saved.pk)
    messages.success(request, str(bulk.DONE["submit"]) % {"article": saved})
    return _onward(saved)


def _show_conflict(admin: Any, request: HttpRequest, form: DraftForm, current: Article) -> HttpResponse:
    """Both texts; the form keeps what was typed and now starts from the ``current`` version."""
    current = _find(str(current.pk)) or current
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    found = differences(form, current)
    last = current.revisions.select_related("actor").order_by("-version").first()
    context = {"differences": found, "is_conflict": True, "last": last}
    return _show(admin, request, current, DraftForm(typed, instance=current), status=409, **context)


def _show(
    admin: Any, request: HttpRequest, article: Article, form: DraftForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    siblings = list(article.page.articles.on_page().order_by("position"))
    context |= _neighbours(article, siblings) | _steps(article, request) | claim.context(article, request.user)
    context |= {
        **admin.admin_site.each_context(request),
        "title": str(article),
        "opts": admin.opts,
        "article": article,
        "form": form,
        "can_edit": desk.can_edit(article, request.user),  # type: ignore[arg-type]  # as above
        "unsure": unsure_fields(article),
        "sent_back": review.sent_back(article),
        "voided": [] if article.status in (Status.PUBLISHED, Status.WITHDRAWN) else review.voided(article),
        "jumps": jumps(article),
        "to_decide": open_conflict(article),
        "notes": [{**note, "words": describe(note)} for note in article.notes if note.get("code") not in JUMP_NOTES],
        "runs": source.runs(article, siblings),
        "history": article.revisions.select_related("actor").defer("text").order_by("-version"),
        "bylines": list(article.bylines.select_related("correspondent__unit")),
    }
    return TemplateResponse(request, "admin/articles/article/change_form.html", context, status=status)


def _neighbours(article: Article, siblings: list[Article]) -> dict[str, Any]:
    place = next((n for n, other in enumerate(siblings) if other == article), 0)
    return {
        "siblings": siblings,
        "place": place + 1,
        "previous": siblings[place - 1] if place > 0 else None,
        "following": siblings[place + 1] if place + 1 < len(siblings) else None,
    }


def _steps(article: Article, request: HttpRequest) -> dict[str, Any]:
    """The steps that are open to the person, and why not those that the article's status would allow.

    Submitting is a button of the form: one saves and submits. What takes an article back comes last.
    """
    by: Any = request.user
    ways = [name for name in review.ways(article) if name != "submit"]
    refusals = {name: review.refusal(name, article, by) for name in ways if by.has_perm(f"articles.{name}_article")}
    steps = [
        {"name": name, "label": bulk.LABELS[name], "needs_reason": TRANSITIONS[name].needs_reason, "refusal": said}
        for name, said in refusals.items()
    ]
    steps.sort(key=itemgetter("needs_reason"))
    signed = review.signatures(article).select_related("actor")
    return {"steps": steps, "signed": list(signed) if article.status != Status.DRAFT else []}


def _onward(article: Article) -> HttpResponse:
    """To the next article of the issue that is where this one was, first on its own page; or back to their list."""
    waiting = Article.objects.filter(page__issue=article.page.issue_id, status=article.status).exclude(pk=article.pk)
    place = (article.page.number, article.position)
    around = sorted(waiting.values_list("page__number", "position", "pk"), key=lambda row: _distance(row[:2], place))
    if around:
        return _to(around[0][2])
    return HttpResponseRedirect(reverse(QUEUE, query={"status": article.status}))


def _distance(other: tuple[int, int], place: tuple[int, int]) -> tuple[bool, bool, tuple[int, int]]:
    """What comes after ``place`` on its page, what stands before it there, then the further pages in print order."""
    return other[0] != place[0], other < place, other


def _to(key: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[key]))
