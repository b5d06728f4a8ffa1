"""The way in: who asks comes with all that he may do, in one query."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.db.models import OuterRef

from articles.models.rows import Rows

NAMED = ("content_type__app_label", "codename")


class WithPermissions(ModelBackend):
    """Django's own backend; who is logged in is read together with his permissions, which it would ask for one kind after the other."""

    def get_user(self, user_id: int) -> User | None:
        """Whose session it is; None where he is gone or may not log in any more."""
        own = Permission.objects.filter(user=OuterRef("pk")).order_by()
        of_groups = Permission.objects.filter(group__user=OuterRef("pk")).order_by()
        users = User.objects.annotate(own=Rows(own, *NAMED), of_groups=Rows(of_groups, *NAMED))
        user = users.filter(pk=user_id).first()
        return _knowing_his_permissions(user) if user and self.user_can_authenticate(user) else None


def _knowing_his_permissions(user: User) -> User:
    """The user with what ``ModelBackend`` keeps of its answers; a superuser has all there are, which hardly anything asks for."""
    if not user.is_superuser:
        for kept, rows in (("_user_perm_cache", user.own), ("_group_perm_cache", user.of_groups)):  # type: ignore[attr-defined]  # annotated
            setattr(user, kept, {f"{row['content_type__app_label']}.{row['codename']}" for row in rows})
    return user
