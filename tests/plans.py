"""How the database goes about a query."""

from django.db import connection


def plan_of(sql: str) -> str:
    """Its plan in its own words; PostgreSQL, which would read a small table as a whole, is told to look for another way."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'' if is_postgresql else 'QUERY PLAN '}{sql}")
        return "\n".join(str(row) for row in cursor.fetchall())
