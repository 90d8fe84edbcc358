"""The filter of notices."""

import django_filters
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funds.choices.notices import NoticeKind, NoticeLevel
from funds.models import Notice
from povertyapp.core import clock
from povertyapp.core.filters import HouseFilter

# How a notice stands: key, words, condition of a day over `with_standing`.
STANDINGS = (
    (
        "hanging",
        _("公示中"),
        lambda day: (Q(taken_down_on=None) | Q(taken_down_on__gt=day)) & Q(full_on__gt=day),
    ),
    ("full", _("已公示满"), lambda day: Q(full_on__lte=F("hung_until"))),
    ("short", _("没有公示满就取下"), lambda day: Q(taken_down_on__lte=day, full_on__gt=F("taken_down_on"))),
    ("objected", _("有异议没有答复"), lambda day: Q(open_count__gt=0)),
    ("no_photo", _("没有公示照片"), lambda day: Q(photo_count=0, paper="")),
)


class NoticeFilter(HouseFilter):
    """Notices by what they are about, level, year, how they stand, subject and place."""

    kind = django_filters.ChoiceFilter(choices=NoticeKind.choices, label=_("公示内容"))
    level = django_filters.ChoiceFilter(choices=NoticeLevel.choices, label=_("级别"))
    year = django_filters.NumberFilter(label=_("年度"))
    standing = django_filters.ChoiceFilter(
        choices=[(key, label) for key, label, _where in STANDINGS],
        method="standing_so",
        label=_("状态"),
    )
    subject = django_filters.CharFilter(method="about", label=_("对象编号"))

    class Meta:
        model = Notice
        fields = ("kind", "level", "year", "standing", "subject", "area")

    def standing_so(self, rows, name, value):
        return rows.filter(next(where for key, _label, where in STANDINGS if key == value)(clock.today()))

    def about(self, rows, name, value):
        return rows.filter(Q(subject_code=value) | Q(lines__subject_code=value)).distinct()
