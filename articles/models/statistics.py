"""What the database knows of its own tables, by which it chooses the way of a query."""

from django.db import connection, transaction

ROWS = 1000  # of an index that are looked at; without a limit all are counted


def renew_statistics() -> None:
    """Let SQLite look at the tables that have grown to many times their size; PostgreSQL does so by itself.

    One that has not grown costs nothing, articles some milliseconds, however many: https://www.sqlite.org/pragma.html#pragma_optimize
    """
    if connection.vendor == "sqlite":
        # In a transaction, which waits for other writers: what begins by reading is refused at once where one was quicker.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
            cursor.execute("PRAGMA optimize")
