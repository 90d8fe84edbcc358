"""The columns of trainings."""

from django.utils.translation import gettext_lazy as _

from assistance.tables.shared import place_name
from povertyapp.core.templatetags.house import figure
from povertyapp.core.views.pages import Column


def came(training):
    """Return the figure that leads to those who came."""
    url = f"{training.get_absolute_url()}#attendees-h"
    return figure(training.attendee_count, f"attendees-{training.pk}", url, label=_("参加人数"))


TRAINING_COLUMNS = (
    Column("topic", _("培训内容"), order="topic"),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    Column("day", _("日期"), "held_on", order="held_on"),
    Column("area", _("举办地"), lambda training: place_name(training.area), order="area_id"),
    Column("organiser", _("主办单位"), order="organiser"),
    Column("hours", _("学时"), numeric=True, order="hours"),
    Column("households", _("户数"), "household_count", numeric=True, order="household_count"),
    Column("attendees", _("参加人数"), came, numeric=True, order="attendee_count"),
)
