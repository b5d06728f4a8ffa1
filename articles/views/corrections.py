"""What the newspaper has corrected and withdrawn."""

from django.views.generic import ListView

from articles.models import Correction
from articles.models.correction import CorrectionQuerySet
from articles.views.paper import PaperMixin


class CorrectionsView(PaperMixin, ListView[Correction]):
    """All notices of the newspaper, the newest first; of a withdrawn article neither headline nor text."""

    template_name = "articles/corrections.html"
    paginate_by = 60
    context_object_name = "notices"

    def get_queryset(self) -> CorrectionQuerySet:
        """Those that a reader may see."""
        notices = Correction.objects.for_readers().filter(article__page__issue__publication=self.publication)
        return notices.with_article().order_by("-made_at", "-pk")
