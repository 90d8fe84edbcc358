"""Mutual-fund societies: applied for, registered step by step, lending, and what they lend (LN-06, LN-34, LN-35)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.choices import InstitutionKind
from assistance.models import VillageInstitution
from assistance.services.links import found_institution
from funds.choices.development import BEFORE_LENDING, SocietyStepKind
from funds.models import FundSociety, SocietyReport, SocietyStep
from funds.services.development.common import insert, insert_numbered, must_be
from households.services.procedures.common import given_day
from povertyapp.core.history import because
from povertyapp.core.models.area import Level


@transaction.atomic
def found_society(*, by, area, name, planned_capital, begun_on=None, lending_due_on=None):
    """Record that a village applied for a mutual-fund society and return it."""
    must_be(area, Level.VILLAGE, _("“%(name)s”不是行政村，互助资金社登记到村，请选一个村。"))
    made = FundSociety(
        area=area,
        name=name.strip(),
        planned_capital=planned_capital,
        begun_on=given_day(begun_on, name="begun_on"),
        lending_due_on=lending_due_on,
    )
    return insert_numbered(made, by=by, reason=_("筹建互助资金社"), letter="H", digits=4)


@transaction.atomic
def record_step(*, by, society, step, on=None, document_no=""):
    """Record that a society has taken a step and return it; with the last one it becomes the village's institution.

    ValidationError: a day before it applied, lending before all offices have done their part, a step done already.
    """
    society = FundSociety.objects.select_for_update(of=("self",)).select_related("area").get(pk=society.pk)
    day = given_day(on, not_before=society.begun_on)
    done = dict(society.steps.values_list("step", "done_on"))
    if step == SocietyStepKind.LENDING:
        missing = [one.label for one in BEFORE_LENDING if one not in done or done[one] > day]
        if missing:
            said = _("放贷以前要先办结：%(steps)s。") % {"steps": "、".join(str(one) for one in missing)}
            raise ValidationError({"step": said})
    made = SocietyStep(
        society=society,
        area_id=society.area_id,
        step=step,
        done_on=day,
        document_no=document_no.strip(),
        recorded_by=by,
    )
    insert(made, by=by, reason=_("互助资金社筹建"))
    if step == SocietyStepKind.LENDING:
        _register(by, society, day)
    return made


def _register(by, society, day):
    """Let a society that lends stand among the village's stations and societies (一站两社)."""
    kind = InstitutionKind.MUTUAL_FUND
    known = VillageInstitution.objects.filter(area=society.area, kind=kind, ended_on=None).first()
    society.institution = known or found_institution(
        by=by,
        area=society.area,
        kind=kind,
        name=society.name,
        capital=society.planned_capital,
        founded_on=day,
    )
    with because(by=by, reason=_("互助资金社正式放贷")):
        society.save(update_fields=["institution"])


@transaction.atomic
def report_society(*, by, society, members, borrowers, capital, lent, outstanding, as_of=None):
    """Record what a society had lent by a day and return the report; only of one that lends."""
    since = society.steps.filter(step=SocietyStepKind.LENDING).values_list("done_on", flat=True).first()
    day = given_day(as_of, name="as_of")
    if since is None or day < since:
        raise ValidationError({"as_of": _("互助社还没有正式放贷，先登记放贷再填运行情况。")})
    report = SocietyReport(
        society=society,
        area_id=society.area_id,
        as_of=day,
        members=members,
        borrowers=borrowers,
        capital=capital,
        lent=lent,
        outstanding=outstanding,
        recorded_by=by,
    )
    return insert(report, by=by, reason=_("填报互助资金社运行情况"))
