"""The reader's search form."""

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_QUERY_LENGTH = 100
MAX_KEY = 2**63 - 1  # what a database's big integer holds


class SearchForm(forms.Form):
    """The whole search stands in the address, so that it can be kept and sent."""

    q = forms.CharField(label=_("Search for"), max_length=MAX_QUERY_LENGTH, required=False)
    after = forms.IntegerField(min_value=0, max_value=MAX_KEY, required=False)
