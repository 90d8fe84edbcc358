"""A list whose chips count what each shows: one condition a word of `show`, and the other conditions kept."""

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


class ShownByChips:
    """For a `ListPage` whose filter has `show`.

    `words` are its choices, `conditions` what each means, `cues` how a chip looks, `chips` how they are called; `sums`
    are more aggregates of the same rows.
    """

    words: tuple = ()
    conditions: dict = {}
    sums: dict = {}
    cues: dict = {}
    chips = ""

    @cached_property
    def counts(self):
        """Return how many rows each word shows under the other conditions, and the sums over all of them."""
        query = self.request.GET.copy()
        for name in ("show", "page"):
            query.pop(name, None)
        rows = self.filterset_class(query, queryset=self.rows(), request=self.request).qs.order_by()
        counted = {name: Count("pk", filter=condition) for name, condition in self.conditions.items()}
        return rows.aggregate(all=Count("pk"), **counted, **self.sums)

    def get_state_chips(self):
        words = (("", _("全部")), *self.words)
        return [self._chip(name, word, self.counts[name or "all"]) for name, word in words]

    def _chip(self, name, label, count):
        query = self.request.GET.copy()
        query.pop("page", None), query.pop("show", None)
        if name:
            query["show"] = name
        return {
            "state": self.cues.get(name, ""),
            "label": label,
            "count": count,
            "name": f"{self.chips}-{name or 'all'}",
            "url": f"{self.request.path}?{query.urlencode()}",
            "active": name == self.request.GET.get("show", ""),
        }
