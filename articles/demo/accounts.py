"""The people of the sample office, one for each part."""

import secrets

from django.contrib.auth.models import Group, User

from articles import roles

# account: (name, group); admin may do everything.
ACCOUNTS = {
    "editor": ("岳桐", roles.EDITOR),
    "reviewer": ("沈清和", roles.REVIEWER),
    "chief": ("裴远山", roles.CHIEF),
    "operator": ("尹小满", roles.OPERATOR),
    "viewer": ("顾一鸣", roles.VIEWER),
    "admin": ("系统管理员", ""),
}
_PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def make_accounts() -> tuple[dict[str, User], str]:
    """All accounts, and the password of those that were made now; it is empty where all were there already."""
    password = "-".join("".join(secrets.choice(_PLAIN) for _ in range(4)) for _ in range(3))
    made = [_make(name, password) for name in ACCOUNTS]
    return {user.username: user for user, _new in made}, password if any(new for _user, new in made) else ""


def _make(name: str, password: str) -> tuple[User, bool]:
    shown, group = ACCOUNTS[name]
    user, new = User.objects.get_or_create(
        username=name, defaults={"first_name": shown, "is_staff": True, "is_superuser": not group}
    )
    if new:
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name=group))
    return user, new
