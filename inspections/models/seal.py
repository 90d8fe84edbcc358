"""The two signatures under a month, and the row that keeps signers and rulers apart."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inspections.models.account import AccountMonth
from povertyapp.core.roles import Role
from povertyapp.core.scoping import ScopedModel

# Whoever ruled on an objection of a month does not sign it, and whoever signed or closed it does not rule on it.
SIGNER_NEVER_RULED = pgtrigger.Trigger(
    name="signer_never_ruled",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    level=pgtrigger.Row,
    declare=[("own", "RECORD")],
    func="""
        SELECT area_id, month INTO own FROM inspections_accountmonth WHERE id = NEW.account_id;
        IF EXISTS (
            SELECT FROM inspections_objection AS o JOIN inspections_accountmonth AS a ON a.id = o.account_id
            WHERE a.area_id = own.area_id AND a.month = own.month AND o.ruled_by_id = NEW.signed_by_id
        ) THEN
            RAISE EXCEPTION 'whoever ruled on an objection of the month does not sign it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'signer_never_ruled';
        END IF;
        RETURN NEW;
    """,
)
RULER_NEVER_SEALED = pgtrigger.Trigger(
    name="ruler_never_sealed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    level=pgtrigger.Row,
    declare=[("own", "RECORD")],
    condition=pgtrigger.Condition("NEW.ruled_by_id IS NOT NULL"),
    func="""
        SELECT area_id, month INTO own FROM inspections_accountmonth WHERE id = NEW.account_id;
        IF EXISTS (
            SELECT FROM inspections_accountseal AS s JOIN inspections_accountmonth AS a ON a.id = s.account_id
            WHERE a.area_id = own.area_id AND a.month = own.month AND s.signed_by_id = NEW.ruled_by_id
        ) OR EXISTS (
            SELECT FROM inspections_accountmonth AS a
            WHERE a.area_id = own.area_id AND a.month = own.month AND a.version = 1
              AND a.closed_by_id = NEW.ruled_by_id
        ) THEN
            RAISE EXCEPTION 'whoever signed or closed the month does not rule on an objection of it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ruler_never_sealed';
        END IF;
        RETURN NEW;
    """,
)


class AccountSeal(ScopedModel):
    """One person's signature under the figures of a month, known by their fingerprint. `area` is the county.

    A month is closed with two, of two persons and two roles; a draft that is computed anew with other figures needs
    both anew. Written once, never changed.
    """

    FOLLOWS = "account"

    account = models.ForeignKey(AccountMonth, models.PROTECT, related_name="seals")
    digest = models.CharField(_("指纹"), max_length=64)
    role = models.CharField(_("身份"), max_length=12, choices=Role)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("签字人")
    )
    signed_at = models.DateTimeField(_("签字时间"))
    note = models.CharField(_("依据"), max_length=300)

    class Meta:
        verbose_name = _("锁账签字")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "account",
                "digest",
                "role",
                name="one_signature_a_role",
                violation_error_message=_("这个身份已经有人签过，请由另一个身份签字。"),
            ),
            models.UniqueConstraint(
                "account",
                "digest",
                "signed_by",
                name="two_signatures_of_two_persons",
                violation_error_message=_("第二个签字要由另一个人签。"),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[Role.OFFICE, Role.LEADER]), name="office_and_leader_sign"
            ),
        ]
        triggers: ClassVar = [
            SIGNER_NEVER_RULED,
            pgtrigger.Protect(name="signature_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.account} {self.role}"
