"""Words of findings, of claims that a record is true as it stands, and of published percentages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from povertyapp.core.rules import Fault


class Resolution(TextChoices):
    """How a finding ended (rulebook B21)."""

    CORRECTED = "corrected", _("已改正")
    CONFIRMED = "confirmed", _("核实属实")
    WAIVED = "waived", _("不再要求")


class ClaimStatus(TextChoices):
    """How far the claim that a record is true as it stands has come."""

    ASKED = "asked", _("待乡镇核")
    ACCEPTED = "accepted", _("已认可")
    REFUSED = "refused", _("未认可")
    WITHDRAWN = "withdrawn", _("已撤回")
    VOID = "void", _("已失效")


# A refresh withdraws the claim of a finding that ended, and voids the yes to a record that changed since.
CLAIM_MOVES = {
    ClaimStatus.ASKED: {ClaimStatus.ACCEPTED, ClaimStatus.REFUSED, ClaimStatus.WITHDRAWN},
    ClaimStatus.ACCEPTED: {ClaimStatus.VOID},
}
# Why a claim ended without anybody's answer, or against it.
CLAIM_ENDS = {
    ClaimStatus.WITHDRAWN: _("这一条已经消除，不用再核实，说明自动撤回。"),
    ClaimStatus.VOID: _("核实以后记录改过，原来的认可失效，要重新核实。"),
}

# The four classes of 四无 (LF-60), as officials say them.
FAULT_WORDS = {
    Fault.WRONG_VALUE: _("错项"),
    Fault.OMITTED_RECORD: _("漏项"),
    Fault.MISSING_FIELD: _("缺项"),
    Fault.ILLOGICAL: _("逻辑问题"),
}
# What a published percentage is beside the exact quotient (rulebook A0).
VERDICT_WORDS = {
    "rounded": _("相符"),
    "truncated": _("相符（末位舍去）"),
    "mismatch": _("不符"),
}
