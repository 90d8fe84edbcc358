"""One household, one file (一户一档, ux P4)."""

from django.utils.translation import gettext as _

from households.card import FileView
from households.history import changes_of, labels_of, only_of, with_acts
from households.views.base import HouseholdPage
from povertyapp.core.context import reverse_or_none
from povertyapp.core.views.pages import MonthAsked
from povertyapp.core.watch import note_read

RECENT_CHANGES = 10
VISIT_RULE = "LF-14"


class HouseholdFile(MonthAsked, HouseholdPage):
    """Who they are, why they are poor, what was promised, what happened, what is wrong."""

    template_name = "households/household_detail.html"

    def get(self, request, *args, **kwargs):
        note_read(request.user, self.object.area_id)
        return super().get(request, *args, **kwargs)

    def get_title(self):
        return str(self.object)

    def get_actions(self):
        papers = [
            {"label": _("打印明白卡"), "url": self.url_of("card"), "icon": "print"},
            {"label": _("打印手册"), "url": self.url_of("handbook"), "icon": "print"},
        ]
        if not self.request.user.has_perm("households.change_household"):
            return papers
        change = {"label": _("修改基本情况"), "url": self.url_of("edit", "basic"), "icon": "edit"}
        filing = {"label": _("归档资料"), "url": self.url_of("paper_add"), "icon": "table"}
        return [change, *papers, filing]

    def get_due_action(self, file):
        """Return the one thing that is due: the visit of the month, for who may record it."""
        if VISIT_RULE not in file.missed_codes or not self.request.user.has_perm("assistance.add_visit"):
            return None
        url = reverse_or_none("assistance:m_visit", no=self.object.household_no)
        return url and {"label": _("本月未走访 → 记走访"), "url": url}

    def get_context(self, **more):
        file = FileView(self.object, self.period, self.request.user)
        return super().get_context(file=file, due_action=self.get_due_action(file), **more)


class HouseholdHistory(HouseholdPage):
    """Who changed what, when and why, of one item with `?field=`; as a panel the newest only."""

    template_name = "households/household_history.html"
    fragment_name = "households/_history_panel.html"

    def get_title(self):
        return _("变更记录")

    def get(self, request, *args, **kwargs):
        if self.asks_part:
            changes = changes_of(self.object, RECENT_CHANGES + 1)
            more_url = request.path if len(changes) > RECENT_CHANGES else ""
            changes = with_acts(changes[:RECENT_CHANGES], request.user)
            return self.render(self.fragment_name, changes=changes, more_url=more_url)
        changes = changes_of(self.object)
        labels, chosen = labels_of(changes), request.GET.get("field", "")
        changes = only_of(changes, chosen) if chosen else changes
        return self.render(changes=with_acts(changes, request.user), labels=labels, chosen=chosen)
