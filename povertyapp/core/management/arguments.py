"""Arguments that several commands read: a month, a county."""

from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from povertyapp.core.management.house_command import WRONG_USAGE
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period


def month_argument(text):
    """Return the period written as `2017-03`; wrong usage ends the command with 2."""
    try:
        return Period.parse(text)
    except ValidationError as error:
        raise CommandError(error.messages[0], returncode=WRONG_USAGE) from None


def area_argument(code):
    """Return the area that a command works on: the one of the code, else the only county with households."""
    if not code:
        return county_argument("")
    found = Area.objects.filter(code=code).first()
    if found is None:
        raise CommandError(
            _("没有代码为 %(code)s 的区域，请核对区划代码。") % {"code": code}, returncode=WRONG_USAGE
        )
    return found


def write_out(out: Path, data: bytes) -> None:
    """Write a command's file; a place that cannot be written to is told in one sentence."""
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ValidationError(
            _("写不了文件“%(file)s”：%(why)s，请换一个位置。") % {"file": out, "why": error.strerror}
        ) from error


def county_argument(code):
    """Return the county that a command works on: the one of the code, or the only one that has households.

    Ends the command with 2 when the code is unknown, and when none is given where several counties could be meant.
    """
    counties = Area.objects.filter(level=Level.COUNTY)
    if code:
        found = counties.filter(code=code[:6]).first()
        if found is None:
            raise CommandError(
                _("没有代码为 %(code)s 的县，请核对区划代码。") % {"code": code}, returncode=WRONG_USAGE
            )
        return found
    household = apps.get_model("households.Household")
    here = [county for county in counties if household.objects.in_area(county.code).exists()]
    return only_county(here, counties)


def only_county(here, counties):
    """Return the one county in `here`; wrong usage that names them, or all `counties`, where it is not one."""
    if len(here) != 1:
        names = "、".join(f"{county.code} {county.name}" for county in here or counties) or "-"
        raise CommandError(
            _("请用 --area 指明是哪个县：%(names)s。") % {"names": names}, returncode=WRONG_USAGE
        )
    return here[0]
