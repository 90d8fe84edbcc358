"""Files that a person hands in as proof: opened before they are kept, and kept as long as what they prove."""

import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from povertyapp.core import clock
from povertyapp.core.files import XLSX, store_file
from povertyapp.core.parameters import Parameters

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
TYPES |= {".xlsx": XLSX, ".docx": DOCX}


def keep_upload(*, by, area, upload, kind: str, name: str, verb: str, field: str = "file"):
    """Keep an uploaded document or image sealed, without an end, and return its row.

    `name` is what it is called when fetched, without its ending and without personal data; `verb` is what a reader
    over the area needs. Raises ValidationError on `field` when it is larger than `evidence.max_bytes` or does not
    open as what its name says.
    """
    most = Parameters(area.code, clock.today())("evidence.max_bytes")
    if upload.size > most:
        raise ValidationError({field: _("文件超过 %(n)d MB，请压缩后再传。") % {"n": most // 1024 // 1024}})
    ending = "." + upload.name.rpartition(".")[2].lower()
    content = upload.read()
    if ending not in TYPES or not opens(content, ending):
        raise ValidationError({field: _("打不开这个文件，请上传 PDF、图片、Word 或 Excel 文件。")})
    stored = store_file(
        by=by,
        area=area,
        kind=kind,
        name=f"{name}{ending}",
        content=content,
        media_type=TYPES[ending],
        verb=verb,
    )
    stored.expires_on = None
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
