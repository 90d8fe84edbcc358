"""Long work of households."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from households.books import book_title
from households.services.books import ZIP_FORM, make_book
from povertyapp.core import clock
from povertyapp.core.exports import ZIP
from povertyapp.core.files import store_file
from povertyapp.core.jobs import JobResult, job, still_reaches
from povertyapp.core.models import Area


@job("archive_export", label=_("打包档案"), may_fetch=still_reaches)
def export_archive(job, progress):
    """Pack the book of a place; what the user may see is asked again now."""
    user = job.started_by
    area = Area.objects.visible_to(user).filter(code=job.params["area"]).first()
    if area is None or not user.has_perm("households.view_household"):
        raise PermissionDenied
    progress.phase(_("生成册簿"))
    made = make_book(by=user, area=area, rows=lambda model: model.objects.visible_to(user), form=ZIP_FORM)
    name = f"{book_title(area, clock.today())}-{made.record.number}.zip"
    file = store_file(by=user, area=area, kind="archive", name=name, content=made.data, media_type=ZIP)
    return JobResult({"rows": made.record.row_count}, file)
