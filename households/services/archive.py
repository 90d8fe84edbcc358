"""Putting a document on file: a scan that opens, or a paper and where it lies."""

import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from households.models import ArchivePaper, ChecklistItem
from households.models.archive import ArchiveLevel
from povertyapp.core import clock
from povertyapp.core.files import XLSX, store_file
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
TYPES |= {".xlsx": XLSX, ".docx": DOCX}
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
            paper.file = _keep(by, area, item, upload)
        paper.save()
    return paper


def _keep(by, area, item, upload):
    most = Parameters(area.code, clock.today())("evidence.max_bytes")
    if upload.size > most:
        raise ValidationError({"file": _("文件超过 %(n)d MB，请压缩后再传。") % {"n": most // 1024 // 1024}})
    ending = "." + upload.name.rpartition(".")[2].lower()
    content = upload.read()
    if ending not in TYPES or not opens(content, ending):
        raise ValidationError({"file": _("打不开这个文件，请上传 PDF、图片、Word 或 Excel 文件。")})
    stored = store_file(
        by=by,
        area=area,
        kind="archive",
        name=f"{item.code}{ending}",
        content=content,
        media_type=TYPES[ending],
        verb=VERB,
    )
    stored.expires_on = None  # kept as long as the file of the household or the place
    stored.save(update_fields=["expires_on"])
    return stored


def opens(content: bytes, ending: str) -> bool:
    """Say whether a document is what its name says and can be read."""
    if ending == ".pdf":
        return content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]
    if ending in (".docx", ".xlsx"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as parts:
                return "[Content_Types].xml" in parts.namelist()
        except zipfile.BadZipFile:
            return False
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
