"""The page with nothing in it that `script/bench pages` measures ours against: whoever is signed in, the menu, the head
and the foot; used for nothing else."""

from django.urls import path

from povertyapp import urls
from povertyapp.core.views import Page


class EmptyPage(Page):
    title = "empty"
    template_name = "base.html"


urlpatterns = [path("empty/", EmptyPage.as_view()), *urls.urlpatterns]
