"""HA-V7, HA-U4 and HA-T6: a village answers for its helpers, a unit for those it sent, a township for its
villages (JZ-20).

Their population is the month's own verdicts, one level down; `inspections.services.account` counts them once the
level below is judged. A rule returns the highest share of unsettled parties that the unit may have.
"""

from django.utils.translation import gettext_lazy as _

from povertyapp.core.rules import PARTY, Kind, Population, rule

HELPERS_OF_VILLAGE = Population("helpers_of_village", ("code",))
HELPERS_OF_UNIT = Population("helpers_of_unit", ("code",))
VILLAGES_OF_TOWNSHIP = Population("villages_of_township", ("code",))


@rule(
    "JZ-20V",
    kind=Kind.DUTY,
    over=HELPERS_OF_VILLAGE,
    party="village",
    obligation="HA-V7",
    owner="county_office",
    basis="JZ-20; D3",
    title=_("村内帮扶人交清"),
    subject=PARTY,
)
def helpers_settled(period, value):
    """村内帮扶责任人交不清账的不超过一成。

    Of the helpers with an account who care for a household of the village, at most the share
    `account.max_unsettled_helpers` may be unsettled. Scored only, never a hard line.
    """
    return value.number("account.max_unsettled_helpers")


@rule(
    "JZ-20T",
    kind=Kind.DUTY,
    over=VILLAGES_OF_TOWNSHIP,
    party="township",
    obligation="HA-T6",
    owner="county_office",
    basis="JZ-20; D3",
    title=_("乡镇内村交清"),
    subject=PARTY,
)
def villages_settled(period, value):
    """乡镇内交不清账的村不超过两成。

    Of the township's villages with an account, at most the share `account.max_unsettled_villages` may be
    unsettled. Scored only, never a hard line.
    """
    return value.number("account.max_unsettled_villages")


@rule(
    "JZ-20U",
    kind=Kind.DUTY,
    over=HELPERS_OF_UNIT,
    party="county_unit",
    obligation="HA-U4",
    owner="county_office",
    basis="JZ-20; D3",
    title=_("本单位帮扶人交清"),
    subject=PARTY,
)
def helpers_of_unit_settled(period, value):
    """本单位派出的帮扶责任人交不清账的不超过一成。

    Of the helpers with an account whom the unit sent, at most the share `account.max_unsettled_helpers` may be
    unsettled.
    """
    return value.number("account.max_unsettled_helpers")
