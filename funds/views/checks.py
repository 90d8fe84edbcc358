"""Reconciliation (对账): what does not agree, with both figures and who has to act."""

from collections import Counter

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.reconciling import KINDS, WHO, differences_of
from funds.views.flow import OfYear
from funds.views.money_forms import CHANGE
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import Column, ListPage, address


def _yuan(value):
    return "" if value is None else money(value, "yuan")


class ChecksPage(OfYear, ListPage):
    """`/funds/checks/`: the differences of a year, those of one kind with `?kind=`."""

    title = gettext_lazy("对账")
    template_name = "funds/checks.html"
    columns = (
        Column("subject", gettext_lazy("资金或项目"), "subject"),
        Column("kind", gettext_lazy("对什么"), lambda row: KINDS[row.kind]),
        Column("what", gettext_lazy("哪一项"), "what"),
        Column("one", gettext_lazy("一方"), "one"),
        Column("first", gettext_lazy("一方金额（元）"), lambda row: _yuan(row.first), numeric=True),
        Column("other", gettext_lazy("另一方"), "other"),
        Column("second", gettext_lazy("另一方金额（元）"), lambda row: _yuan(row.second), numeric=True),
        Column("gap", gettext_lazy("相差（元）"), lambda row: _yuan(row.gap), numeric=True),
        Column("who", gettext_lazy("由谁办"), lambda row: WHO[row.verb]),
    )

    @cached_property
    def differences(self):
        return differences_of(self.rows, self.year)

    @property
    def kind(self):
        asked = self.request.GET.get("kind", "")
        return asked if asked in KINDS else ""

    @cached_property
    def found(self):
        """Return the differences of the kind asked for, in the order of the books."""
        return [one for one in self.differences if not self.kind or one.kind == self.kind]

    def get_question(self):
        return _("哪两个数对不上、差多少、由谁去办")

    def get_row_url(self, row):
        return row.url

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("上传银行对账单"), "url": reverse("core:import_new", args=["bank"]), "style": ""}]

    def get_context(self, **more):
        counts = Counter(one.kind for one in self.differences)
        here = reverse("funds:checks")
        chips = [("", _("全部"), len(self.differences)), *((k, str(KINDS[k]), counts[k]) for k in KINDS)]
        return super().get_context(
            state_chips=[
                {"label": label, "state": "", "count": count, "name": f"check-{key or 'all'}",
                 "url": address(here, year=self.year, kind=key), "active": key == self.kind}
                for key, label, count in chips
            ],
            **more,
        )  # fmt: skip
