"""The reader's addresses; they never change."""

from django.urls import include, path, register_converter

from articles.converters import DateConverter, DigestConverter, PlaceConverter, SlugConverter, YearConverter
from articles.views.article import ArticleView
from articles.views.caching import reading, unkept
from articles.views.corrections import CorrectionsView
from articles.views.health import healthz, readyz
from articles.views.issue import IssueView, PageView
from articles.views.issues import HomeView, IssuesView
from articles.views.language import language
from articles.views.picture import picture
from articles.views.reading_settings import choose
from articles.views.search import SearchView
from articles.views.years import CorrespondentView, PlaceView, SectionView

register_converter(DateConverter, "date")
register_converter(YearConverter, "year")
register_converter(SlugConverter, "words")
register_converter(PlaceConverter, "place")
register_converter(DigestConverter, "digest")

urlpatterns = [
    path("", reading(HomeView.as_view(), "publication"), name="home"),
    path("issues/", reading(IssuesView.as_view(), "publication", "year"), name="issues"),
    path("issues/<date:date>/", reading(IssueView.as_view(), "publication"), name="issue"),
    path("issues/<date:date>/<int:number>/", reading(PageView.as_view(), "publication", "zoom"), name="page"),
    path("articles/<int:pk>/", reading(ArticleView.as_view()), name="article"),
    path("pictures/<digest:digest>.jpg", picture, name="picture"),
    path("sections/<words:slug>/", reading(SectionView.as_view(), "year", "page"), name="section"),
    path(
        "correspondents/<int:pk>/",
        reading(CorrespondentView.as_view(), "publication", "year", "page"),
        name="correspondent",
    ),
    path("places/<place:place>/", reading(PlaceView.as_view(), "publication", "year", "page"), name="place"),
    path("corrections/", reading(CorrectionsView.as_view(), "publication", "page"), name="corrections"),
    path("search/", reading(SearchView.as_view(), "publication"), name="search"),
    path("language/", language, name="language"),
    path("reading-settings/", choose, name="reading-settings"),
    path("healthz", unkept(healthz), name="healthz"),
    path("readyz", unkept(readyz), name="readyz"),
    path("", include("articles.machine_urls")),
]
