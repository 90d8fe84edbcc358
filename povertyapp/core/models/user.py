from functools import cache, cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from povertyapp.core import clock
from povertyapp.core.history import tracked
from povertyapp.core.models.area import COUNTY_DIGITS, Area, Level
from povertyapp.core.roles import REACHING, Role
from povertyapp.core.written import Given, Written


class User(AbstractUser):
    """A natural person who signs in. What he may do and see comes from his grants of today."""

    first_name = last_name = None  # type: ignore[assignment]  # None removes an inherited field
    display_name = models.CharField(_("姓名"), max_length=40, blank=True)
    large_font = models.BooleanField(_("大字版"), default=False)
    daily_digest = models.BooleanField(_("每天一条待办提醒"), default=True)
    language = models.CharField(_("界面语言"), max_length=10, default="zh-hans")
    # How one has arranged lists: name of the list → hidden columns, and the saved filter that it opens with.
    list_choices = models.JSONField(default=dict, editable=False)
    # Where one person has a second account: separation of duties asks for the person, not for the account.
    main_account = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("同一人的主账号")
    )

    class Meta:
        verbose_name = _("用户")

    def __str__(self):
        return self.display_name or self.username

    @property
    def person(self):
        """Return the id of the natural person: that of the main account, as `core_person()` says in the database."""
        return self.main_account_id or self.pk

    get_full_name = get_short_name = __str__

    @cached_property
    def grants_today(self):
        """Return this user's grants in force today, looked up once per request."""
        return _grants_of(self.pk, self) if self.pk else []

    @property
    def roles(self):
        return {grant.role for grant in self.grants_today}

    @property
    def area_codes(self):
        """Return the codes of the areas that this user stands on; a helper's place gives no reach."""
        return sorted({grant.area_id for grant in self.grants_today if grant.role in REACHING})

    @cached_property
    def county_codes(self):
        """Return the codes of the counties in which this user stands, a helper's too, or that lie under him."""
        codes = {grant.area_id for grant in self.grants_today}
        wide = [""] if self.is_superuser else [code for code in codes if len(code) < COUNTY_DIGITS]
        found = {code[:COUNTY_DIGITS] for code in codes if len(code) >= COUNTY_DIGITS}
        if wide:
            counties = Area.objects.filter(level=Level.COUNTY).values_list("code", flat=True)
            found |= {county for county in counties if county.startswith(tuple(wide))}
        return sorted(found)

    @property
    def main_grant(self):
        """Return the grant that decides the user's home page and county, or None."""
        return self.grants_today[0] if self.grants_today else None


class RoleGrantQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day).order_by("pk")


@tracked
class RoleGrant(models.Model):
    """A right: role × area × time span, evaluated on each request (reliability-security 5)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("用户"))
    role = models.CharField(_("角色"), max_length=12, choices=Role)
    area = models.ForeignKey("core.Area", models.PROTECT, related_name="+", verbose_name=_("区域"))
    from_date = models.DateField(_("起"), default=clock.today)
    to_date = models.DateField(_("止"), null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("授权")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="grant_ends_after_it_begins",
                violation_error_message=_("授权的止日不能早于起日。"),
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()} {self.area}"


def granted_user(user_id):
    """Return the user of that id with his grants of today; None where he has none, or is not there."""
    grants = _grants_of(user_id)
    if not grants:
        return None
    user = grants[0].user
    user.grants_today = grants
    return user


def _grants_of(user_id, user=None):
    """Return the grants of today of a user, all with that one user, whom the query brings along if he is not there."""
    found = _grants_in_force(with_user=user is None).ask(user=user_id, day=clock.today())
    for grant in found:
        grant.user = user or found[0].user
    return found


@cache
def _grants_in_force(with_user):
    rows = RoleGrant.objects.in_force(Given("day")).filter(user_id=Given("user"))
    return Written(rows.select_related("area", "user") if with_user else rows.select_related("area"))
