"""Accounts and groups, for whoever manages them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Field, ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import claims

if TYPE_CHECKING:
    UserAdminBase = UserAdmin[User]
else:
    UserAdminBase = UserAdmin  # not subscriptable at run time

admin.site.unregister([User, Group])
# Django's widget of two lists fails the accessibility checks.
_CHECKBOXES: dict[type[Field[Any, Any]], dict[str, Any]] = {ManyToManyField: {"widget": CheckboxSelectMultiple}}


@admin.register(User)
class AccountAdmin(UserAdminBase):
    """Accounts; what one may do comes from the groups. One that has worked is disabled, not deleted."""

    list_display = ("username", "last_name", "first_name", "is_staff", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    fieldsets = (
        (None, {"fields": ("username", "password", "last_name", "first_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    formfield_overrides = _CHECKBOXES

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Whoever is disabled lets others have what he was working on."""
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            claims.free_all([obj])

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        claims.free_all([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        claims.free_all(list(queryset))
        super().delete_queryset(request, queryset)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Groups with their permissions."""

    filter_horizontal = ()
    formfield_overrides = _CHECKBOXES
