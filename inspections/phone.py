"""What the phone carries for inspectors: the shells of their pages, their tab, and the sentences of their form."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.phone import MORE_WORDS, TABS, Tab
from assistance.views.phone_shell import SHELLS
from inspections import packing  # noqa: F401  # the sample goes into the pack
from inspections.forms import BlankCheckForm
from inspections.packing import VERB

KEY = "{key}"
LINE = {"name": "{name}", "no": "{no}", "place": "{place}", "key": KEY}
ROW = LINE | {"word": "{word}", "url": f"/m/checks/{KEY}/", "each": "checks"}


def checks():
    rows = [ROW | {"state": state} for state in ("pending", "met")]
    return {"tab": "checks", "rows": rows, "total": "{total}", "left": "{left}"}


def check():
    return {"line": LINE, "back_url": reverse("inspections:m_checks"), "form": BlankCheckForm()}


def words():
    return {
        "bad_number": _("请只填数字，例如 4 或 3.5。"),
        "fill_in": _("请填写实际情况。"),
    }


SHELLS["checks"] = ("inspections/m_checks.html", gettext_lazy("我的核查样本"), checks)
SHELLS["check"] = ("inspections/m_check.html", gettext_lazy("现场核查"), check)
TABS.insert(3, Tab("checks", gettext_lazy("现场核查"), "check", "inspections:m_checks", VERB, "checks"))
MORE_WORDS.append(words)
