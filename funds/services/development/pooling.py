"""A gift of money enters the county's books: what is left of it becomes a line of money and is no gift to use any more.

One use of the gift and one line say the same amount, and the database holds them together: nothing is there twice.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.development import DonationKind, DonorKind
from funds.choices.money import FundKind, FundLevel, Origin
from funds.models import Donation, DonationUse, FundLine
from funds.services.development.common import insert
from funds.services.money import integrate, open_line
from households.services.procedures.common import given_day
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.moves import check

# Where a gift stands in the ledger: partners' money for itself, everything else as given by society.
CHANNELS = {DonorKind.PARTNER: (FundLevel.PARTNER, FundKind.PARTNER)}
SOCIAL = (FundLevel.SOCIAL, FundKind.DONATION)


def lines_for(donation: Donation):
    """Return the lines that the county's books already hold of such donors, with just what is left of the gift."""
    level, _kind = CHANNELS.get(DonorKind(donation.donor_kind), SOCIAL)
    rows = FundLine.objects.filter(area=donation.area_id[:COUNTY_DIGITS], level=level, gift=None).with_money()
    return rows.filter(arrived=donation.amount - donation.used).order_by("code")


@transaction.atomic
def pool_donation(
    *, by, donation: Donation, purpose: str = "", owner_unit: str = "", line: FundLine | None = None,
    on: dt.date | None = None,
) -> FundLine:  # fmt: skip
    """Let what is left of a gift of money arrive as a line of money and go into the pool; return the line.

    Where the county's ledger brought that money already, `line` is the one that holds it: the gift is tied to it and
    nothing arrives again. From here on it is allotted and paid like every other line. ValidationError: goods and
    deeds stay gifts, nothing is left, the line holds something else, or what a new line needs is not said.
    """
    held = Donation.objects.select_for_update(of=("self",)).get(pk=donation.pk)
    day, left = given_day(on, not_before=held.received_on), held.amount - held.used
    used_up = _("这笔捐赠 %(amount)s 元已经用完或已进入资金池，没有可以入池的钱（LN-15）。")
    other = _(
        "选的资金不是同类捐赠方的 %(left)s 元，或已属于另一笔捐赠；请另选，或不选、新登记一笔（LN-15）。"
    )
    check(
        ("money", held.kind == DonationKind.MONEY, _("只有捐赠的资金进入资金池，物资和办实事仍按捐赠登记（LN-15）。")),
        ("left", left > 0, used_up % {"amount": f"{held.amount:,.2f}"}),
        ("purpose", line or purpose.strip(), _("请写明规定用途，入池以后不能再改。")),
        ("owner", line or owner_unit.strip(), _("请写明主管单位。")),
        ("line", line is None or lines_for(held).filter(pk=line.pk).exists(), other % {"left": f"{left:,.2f}"}),
    )  # fmt: skip
    made = line or _opened(by, held, left, purpose.strip(), owner_unit.strip())
    use = DonationUse(
        donation=held, area_id=held.area_id, used_on=day, what=_("进入资金池"), amount=left, line=made,
        receiver=made.owner_unit, receipt_no=held.receipt_no, recorded_by=by,
    )  # fmt: skip
    insert(use, by=by, reason=_("捐赠资金进入资金池"))
    if line is None:
        integrate(by=by, line=made, amount=left, on=day, document=held.receipt_no)
    return made


def _opened(by, held, left, purpose, owner_unit):
    """Return a new line of money that holds what is left of a gift."""
    level, kind = CHANNELS.get(DonorKind(held.donor_kind), SOCIAL)
    return open_line(
        by=by, county=Area.objects.get(pk=held.area_id[:COUNTY_DIGITS]), amount=left, year=held.received_on.year,
        name=_name(held), level=level, kind=kind, document_no=held.receipt_no, arrived_on=held.received_on,
        origin=Origin.INCREMENT, in_scope=False, purpose=purpose, owner_unit=owner_unit, note=held.what,
    )  # fmt: skip


def _name(held):
    """Return how the line is called: by the unit that gave it, never by a person."""
    donor = held.donor_unit or _("个人")
    before = held.uses.exclude(line=None).count()
    again = _("（第 %(n)d 次入池）") % {"n": before + 1} if before else ""
    return _("%(donor)s捐赠资金（%(code)s）%(again)s") % {"donor": donor, "code": held.code, "again": again}


def left_the_pool(use: DonationUse) -> None:
    """Refuse to strike a gift out of the pool while its money stands in the books."""
    line = FundLine.objects.with_money().get(pk=use.line_id)
    if line.arrived:
        raise ValidationError(
            _("资金 %(code)s 还有到账 %(arrived)s 元；先在资金凭证里把整合和到账冲销到 0.00 元，再冲销入池。")
            % {"code": line.code, "arrived": f"{line.arrived:,.2f}"}
        )
