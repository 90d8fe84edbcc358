"""Putting a document on file: a scan that opens, or a paper and where it lies."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.models import ArchivePaper, ChecklistItem
from households.models.archive import ArchiveLevel
from households.services.uploads import keep_upload
from povertyapp.core import clock
from povertyapp.core.history import because

VERB = "households.view_household"


@transaction.atomic
def file_paper(*, by, area, item: ChecklistItem, household=None, period="", upload=None, kept_at=""):
    """Put a document of the checklist on file and return it; an upload must open, or it is refused."""
    if (item.level == ArchiveLevel.HOUSEHOLD) != (household is not None):
        raise ValidationError(_("户级资料归到户，其他资料归到村、乡镇或县。"))
    kept_at = kept_at.strip()
    if upload is None and not kept_at:
        raise ValidationError({"file": _("请上传扫描件，或写明纸质材料存放在哪里。")})
    paper = ArchivePaper(
        area=area,
        level=item.level,
        item=item.code,
        household=household,
        period=period or item.period_of(clock.today()),
        kept_at=kept_at,
        added_by=by,
    )
    with because(by=by, reason=_("归档：%(title)s") % {"title": item.title}):
        if upload is not None:
            paper.file = keep_upload(
                by=by, area=area, upload=upload, kind="archive", name=item.code, verb=VERB
            )
        paper.save()
    return paper
