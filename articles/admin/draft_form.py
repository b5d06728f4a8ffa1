"""The form of a draft: what an editor mends, and the version that he started from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import desk
from articles.admin import bylines, captions
from articles.models import Article
from articles.models.picture import MAX_CREDIT

SURE = 0.7  # nineteen of twenty such fields are right
SURE_OF_BODY = 0.5  # few bodies are certain to the last character, and each is read through anyway
SURE_IT_IS_EMPTY = 0.5  # most articles have no kicker: marking each of them would make all marks worthless
OFTEN_EMPTY = ("kicker", "subtitle", "section", "place")
MAX_BYLINES = 50


def words_for_gone(typed: Iterable[str]) -> str:
    """What to say to somebody who typed into an article that is no longer there: his text with it, so that it is not lost."""
    said = gettext("The article is no longer there: an import or an undo removed it. What you typed, to copy: %(text)s")
    return said % {"text": " / ".join(text for text in typed if text.strip())}


class DraftForm(forms.ModelForm[Article]):
    """Never saved by itself: ``desk.save_draft`` takes what it has cleaned."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    contributors = forms.CharField(
        label=_("bylines"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line: role, space, name. 通讯员 陈小满"),
    )
    pictures = forms.CharField(
        label=_("pictures"),
        required=False,
        strip=False,  # a blank line is a picture of which nothing is said
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line a picture, in order: caption ｜ photographer."),
    )
    reason = forms.CharField(
        label=_("Remark on this change"),
        required=False,
        max_length=500,
        help_text=_("For the history; may stay empty."),
    )

    field_order = (*desk.FIELDS[:6], "contributors", "body", "pictures", "reason")

    class Meta:
        model = Article
        fields = desk.FIELDS
        widgets = {"body": forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})}

    def __init__(self, *args: Any, instance: Article, **kwargs: Any) -> None:
        pairs = desk.byline_pairs(instance)
        said = desk.caption_pairs(instance)
        initial = {"contributors": bylines.render(pairs), "pictures": captions.render(said)}
        kwargs |= {"initial": {"version": instance.version, **initial}}
        super().__init__(*args, instance=instance, **kwargs)  # type: ignore[misc]  # both come by name
        self.pairs, self.said = pairs, said
        if not said:
            del self.fields["pictures"]
        self.fields["body"].strip = False  # type: ignore[attr-defined]  # poems begin with spaces
        for name in ("kicker", "dateline", "contributors", "reason"):
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].help_text
        self.fields["section"].empty_label = "—"  # type: ignore[attr-defined]
        self.fields["section"].queryset = instance.page.issue.publication.sections.all()  # type: ignore[attr-defined]

    def clean_body(self) -> str:
        """Browsers send CR LF."""
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")

    def clean_contributors(self) -> list[bylines.Pair]:
        """The (role, name) pairs; untouched ones exactly as they were."""
        text = str(self.cleaned_data["contributors"]).replace("\r\n", "\n")
        if text == bylines.render(self.pairs).strip():
            return self.pairs
        pairs = bylines.parse(text)
        if len(pairs) > MAX_BYLINES:
            raise ValidationError(_("More than %(most)d names: is this the body?"), params={"most": MAX_BYLINES})
        too_long = next((name for role, name in pairs if len(name) > 100 or len(role) > 50), None)
        if too_long:
            raise ValidationError(_("Too long for a name: “%(name)s…”"), params={"name": too_long[:20]})
        return pairs

    def clean_pictures(self) -> list[captions.Pair]:
        """The (caption, credit) pairs, one for each picture that there is."""
        text = str(self.cleaned_data["pictures"]).replace("\r\n", "\n")
        if text == captions.render(self.said):
            return self.said
        pairs = captions.parse(text)
        if len(pairs) != len(self.said):
            raise ValidationError(
                _("There are %(pictures)d pictures, but %(lines)d lines: give each picture its line."),
                params={"pictures": len(self.said), "lines": len(pairs)},
            )
        if any(len(credit) > MAX_CREDIT for _caption, credit in pairs):
            message = _("A photographer's name is longer than %(most)d characters.")
            raise ValidationError(message, params={"most": MAX_CREDIT})
        return pairs

    def _post_clean(self) -> None:
        """The instance stays as the database has it: nothing typed is put into it."""

    def text(self) -> dict[str, Any]:
        """The cleaned fields of the draft."""
        return {name: self.cleaned_data[name] for name in desk.FIELDS}


def unsure_fields(article: Article) -> set[str]:
    """The fields of which the parser was not certain."""
    return {name for name, value in article.confidence.items() if value < _enough(article, name)}


def _enough(article: Article, name: str) -> float:
    if name in OFTEN_EMPTY and not getattr(article, name):
        return SURE_IT_IS_EMPTY
    return SURE_OF_BODY if name == "body" else SURE
