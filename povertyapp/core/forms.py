"""Forms whose choices are limited to what the user may see."""

from typing import Any

from django import forms

from povertyapp.core.scoping import ScopedQuerySet


class ScopedForm(forms.Form):
    """A form for one user: every choice of rows is limited to those visible to him (house.md 4.4, rail 2)."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for field in fields.values():
            rows = getattr(field, "queryset", None)
            if isinstance(rows, ScopedQuerySet):
                field.queryset = rows.visible_to(user)
