"""For the machine room: does the program live, and can it serve?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

PLAIN = "text/plain; charset=utf-8"


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type=PLAIN)


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has all migrations; else 503 with what is to be done."""
    trouble = _trouble()
    return HttpResponse(f"{trouble or 'ok'}\n", content_type=PLAIN, status=503 if trouble else 200)


def _trouble() -> str:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer: start it, or correct DATABASE_URL."
    names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _backwards in plan)
    return f"Migrations are not applied ({names}): run manage.py migrate." if names else ""
