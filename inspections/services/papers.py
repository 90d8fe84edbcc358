"""Files that people hand in as proof: opened before they are kept, sealed, kept as long as what they prove."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from households.services.archive import TYPES, opens
from povertyapp.core import clock
from povertyapp.core.files import store_file
from povertyapp.core.parameters import Parameters


def keep_paper(*, by, area, kind, upload, verb):
    """Keep a file that somebody handed in and return it; ValidationError where it does not open or is too large."""
    most = Parameters(area.code, clock.today())("evidence.max_bytes")
    if upload.size > most:
        raise ValidationError({"file": _("文件超过 %(n)d MB，请压缩后再传。") % {"n": most // 1024 // 1024}})
    ending = "." + upload.name.rpartition(".")[2].lower()
    content = upload.read()
    if ending not in TYPES or not opens(content, ending):
        raise ValidationError({"file": _("打不开这个文件，请上传 PDF、图片、Word 或 Excel 文件。")})
    name = f"{kind}{ending}"
    kept = store_file(
        by=by, area=area, kind=kind, name=name, content=content, media_type=TYPES[ending], verb=verb
    )
    kept.expires_on = None
    kept.save(update_fields=["expires_on"])
    return kept
