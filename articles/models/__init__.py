"""Everything that is kept: papers and pages, articles, people, history, imports, the search index, sessions."""

from articles.models.article import Article, ArticleQuerySet, Byline
from articles.models.conflict import Conflict
from articles.models.correction import Correction, CorrectionKind
from articles.models.correspondent import Correspondent, Unit
from articles.models.desk_step import DeskStep
from articles.models.edition import Edition
from articles.models.imports import FileState, ImportBatch, ImportFile
from articles.models.picture import Picture
from articles.models.publication import Issue, Page, Publication, Section
from articles.models.revision import Action, Revision
from articles.models.search import SearchDocument, SearchRebuild
from articles.models.session import Session
from articles.models.status import Status

__all__ = [
    "Action",
    "Article",
    "ArticleQuerySet",
    "Byline",
    "Conflict",
    "Correction",
    "CorrectionKind",
    "Correspondent",
    "DeskStep",
    "Edition",
    "FileState",
    "ImportBatch",
    "ImportFile",
    "Issue",
    "Page",
    "Picture",
    "Publication",
    "Revision",
    "SearchDocument",
    "SearchRebuild",
    "Section",
    "Session",
    "Status",
    "Unit",
]
