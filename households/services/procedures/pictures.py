"""Pictures that prove something: looked at, freed of what cameras write into them, kept sealed for good."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from povertyapp.core import clock
from povertyapp.core.files import store_file
from povertyapp.core.parameters import Parameters

KIND, NAME, JPEG = "evidence", "evidence.jpg", "image/jpeg"
VERB = "households.view_household"
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85


def keep_picture(*, by, area, upload):
    """Decode an uploaded picture, write it anew without its metadata, keep it sealed; return the stored file.

    ValidationError: too large, too many pixels, or no picture.
    """
    if upload is None:
        return None
    value = Parameters(area.code, clock.today())
    if upload.size > value("evidence.max_bytes"):
        most = value("evidence.max_bytes") // 1024 // 1024
        raise ValidationError({"image": _("照片超过 %(most)d MB，请压缩后再传。") % {"most": most}})
    content = _redrawn(upload, value("evidence.max_pixels"), value("evidence.longest_edge"))
    stored = store_file(by=by, area=area, kind=KIND, name=NAME, content=content, media_type=JPEG, verb=VERB)
    stored.expires_on = None
    stored.save(update_fields=["expires_on"])
    return stored


def _redrawn(upload, most_pixels, edge):
    """Return the picture as a new JPEG; the size is looked at before a pixel is decoded."""
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > most_pixels:
                raise ValidationError({"image": _("照片的像素太多，请缩小后再传。")})
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError({"image": _("打不开这张照片，请用 JPG 或 PNG 格式。")}) from None
    upright.thumbnail((edge, edge))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
