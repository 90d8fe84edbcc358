"""Pictures that prove something: looked at, freed of what cameras write into them, kept sealed for good."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.files import store_file
from povertyapp.core.parameters import Parameters
from povertyapp.core.pictures import JPEG, redrawn

KIND, NAME = "evidence", "evidence.jpg"
VERB = "households.view_household"
FORMATS = ("JPEG", "PNG", "WEBP")


def keep_picture(*, by, area, upload, verb=VERB):
    """Decode an uploaded picture, write it anew without its metadata, keep it sealed; return the stored file, which
    whoever stands over the area with the verb may open.

    ValidationError: too large, too many pixels, or no picture.
    """
    if upload is None:
        return None
    value = Parameters(area.code, clock.today())
    if upload.size > value("evidence.max_bytes"):
        most = value("evidence.max_bytes") // 1024 // 1024
        raise ValidationError({"image": _("照片超过 %(most)d MB，请压缩后再传。") % {"most": most}})
    limits = {"most_pixels": value("evidence.max_pixels"), "edge": value("evidence.longest_edge")}
    try:
        content = redrawn(upload, formats=FORMATS, **limits)
    except ValidationError as error:
        raise ValidationError({"image": error.messages}) from None
    stored = store_file(by=by, area=area, kind=KIND, name=NAME, content=content, media_type=JPEG, verb=verb)
    stored.expires_on = None
    stored.save(update_fields=["expires_on"])
    return stored
