"""Handing the roster out from the list of households."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.forms import RosterExportForm
from assistance.services.roster_export import make_roster, open_roster_export, roster_name
from households.views.chosen import ChosenHouseholds
from povertyapp.core.files import XLSX
from povertyapp.core.jobs import start_job
from povertyapp.core.parameters import limit_for
from povertyapp.core.views.downloads import file_response
from povertyapp.core.views.handing import ROWS_AT_ONCE, opens_elsewhere
from povertyapp.core.views.pages import add_errors, address


class RosterExport(ChosenHouseholds):
    """`/households/export/roster/?township=…`: masked, or in full with a reason."""

    verb = "households.export_household"
    title = gettext_lazy("导出花名册")
    template_name = "generic/form.html"

    def get_context(self, **more):
        count = self.found.count()
        said = "、".join(chip["label"] for chip in self.get_chips()) or _("没有筛选条件")
        hint = _("共 %(n)s 户（%(conditions)s）。表样与导入的花名册相同，改好后可以再导入。")
        return {
            **super().get_context(),
            "hint": hint % {"n": count, "conditions": said},
            "submit_label": self.title,
            "cancel_url": address(reverse("households:list"), **self.query),
            **more,
        }

    def get(self, request, *args, **kwargs):
        return self.render(form=RosterExportForm(user=request.user))

    def post(self, request, *args, **kwargs):
        if self.place is None:
            raise Http404
        if answer := opens_elsewhere(request):
            return answer
        form = RosterExportForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                record = open_roster_export(
                    by=request.user, area=self.place, filters=self.get_conditions(), **form.wanted
                )
            except ValidationError as error:
                add_errors(form, error)
            else:
                return self.answer(record)
        return self.render(status=400, form=form)

    def answer(self, record):
        """Make the file at once, or start a job where it takes longer; words of a search stay out of the queue."""
        limit = limit_for(self.request.user, ROWS_AT_ONCE)
        if self.found.count() > limit and not self.query.get("q"):
            params = {"record": record.pk, "query": self.query}
            job = start_job(by=self.request.user, kind="roster_export", area=self.place, params=params)
            return HttpResponseRedirect(job.get_absolute_url())
        made = make_roster(record, self.found)
        return file_response(made.data, roster_name(record), XLSX)
