"""What the search box finds on this floor: problems of the rectification ledger."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Problem
from povertyapp.core.search import Found, Hit, finder, first_of
from povertyapp.core.views.pages import address

WORDS = 40  # of a problem's text in a list of hits


@finder("problems", gettext_lazy("整改问题"), verb="inspections.view_problem", order=4)
def find_problems(rows, text):
    """Find problems by their number or by words of their description."""
    by_no, by_text = Q(no__icontains=text), Q(text__contains=text)
    wanted = rows(Problem).filter(by_no | by_text).order_by("county_id", "no")
    first, total = first_of(wanted)
    hits = [
        Hit(
            problem.no,
            problem.get_absolute_url(),
            _("问题编号") if text.lower() in problem.no.lower() else _("问题描述"),
            problem.area_id,
            Truncator(problem.text).chars(WORDS),
        )
        for problem in first
    ]
    return Found(hits, total, address(reverse("inspections:ledger"), q=text))
