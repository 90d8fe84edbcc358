"""Long work of assistance."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from assistance.services.roster_export import make_roster, roster_name
from households.choosing import chosen_by
from povertyapp.core.files import store_file
from povertyapp.core.jobs import JobResult, job, still_reaches
from povertyapp.core.models import ExportRecord


@job("roster_export", label=_("导出花名册"), may_fetch=still_reaches)
def export_roster(job, progress):
    """Make the workbook of a recorded export; what the user may see is asked again now."""
    user = job.started_by
    if not user.has_perm("households.export_household"):
        raise PermissionDenied
    record = ExportRecord.objects.get(pk=job.params["record"])
    households = chosen_by(user, job.params["query"])
    made = make_roster(record, households, progress=lambda total: progress.phase(_("写入花名册"), total))
    file = store_file(by=user, area=job.area, kind="roster", name=roster_name(record), content=made.data)
    return JobResult({"households": households.count(), "members": record.row_count}, file)
