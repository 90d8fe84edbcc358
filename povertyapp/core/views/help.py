"""What the marks, the clocks and the keys mean."""

from django.utils.translation import gettext_lazy as _

from povertyapp.core.views.pages import Page


class Help(Page):
    """One page of help; the slug is the part that the reader came for."""

    template_name = "core/help.html"
    title = _("帮助")
