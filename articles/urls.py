"""The reader's addresses."""

urlpatterns: list[object] = []
