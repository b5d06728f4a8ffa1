"""The admin site: queue, draft page, and the ledgers of paper and people. Its modules register themselves."""

from articles.admin import accounts, article, batches, conflicts, corrections, paper, people, records

__all__ = ["accounts", "article", "batches", "conflicts", "corrections", "paper", "people", "records"]
