"""What somebody may do, read together with him: Django would ask for one kind after the other."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import OuterRef

from articles.models.rows import Rows

NAMED = ("content_type__app_label", "codename")


def permissions_of(key: str) -> dict[str, Rows]:
    """Annotations for rows that have a user's key in ``key``: his own permissions, and those of his groups."""
    own = Permission.objects.filter(user=OuterRef(key)).order_by()
    of_groups = Permission.objects.filter(group__user=OuterRef(key)).order_by()
    return {"own": Rows(own, *NAMED), "of_groups": Rows(of_groups, *NAMED)}


def knowing_his_permissions(user: User, row: Any) -> User:
    """The user with what ``ModelBackend`` keeps of its answers, from the row with ``permissions_of`` him.

    A superuser has all there are, which hardly anything asks for.
    """
    if not user.is_superuser:
        for kept, rows in (("_user_perm_cache", row.own), ("_group_perm_cache", row.of_groups)):
            setattr(user, kept, {f"{row['content_type__app_label']}.{row['codename']}" for row in rows})
    return user
