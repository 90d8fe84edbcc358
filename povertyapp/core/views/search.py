"""The search box of every page and its answer (ux 1, 2)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from povertyapp.core.search import clean_words, search
from povertyapp.core.views.pages import Page, Rows


class Search(Rows, Page):
    """`/search/?q=`: what the words mean, by kind. Enter opens the only hit; typing shows the first ones."""

    title = _("查找")
    template_name = "core/search.html"
    fragment_name = "core/_search_hits.html"
    refusal = ""

    @cached_property
    def words(self):
        try:
            return clean_words(self.request.GET.get("q", ""))
        except ValidationError as error:
            self.refusal = error.messages[0]
            return ""

    @cached_property
    def groups(self):
        return search(self.words, self.request.user, self.rows) if self.words else []

    @property
    def total(self):
        return sum(group.found.total for group in self.groups)

    def get_context(self, **more):
        groups = self.groups
        context = {"groups": groups, "total": self.total, "words": self.words, "search_text": self.words}
        return super().get_context(refusal=self.refusal, **context, **more)

    def get(self, request, *args, **kwargs):
        if self.asks_part:
            return self.render(self.fragment_name)
        if not self.words and self.refusal:
            messages.error(request, self.refusal)  # and out of the address with it
            return HttpResponseRedirect(request.path)
        if self.total == 1:
            return HttpResponseRedirect(self.groups[0].found.hits[0].url)
        return self.render()
