from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from povertyapp.core.models.area import LEVEL_BY_LENGTH


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return one's own, those of the house, and those shared with a place on which one stands or that holds it."""
        if not user.is_active or user.is_anonymous:
            return self.none()
        places = {code[:n] for code in user.area_codes for n in LEVEL_BY_LENGTH if n <= len(code)}
        return self.filter(Q(owner=user) | Q(owner=None) | Q(shared_with__in=places))

    def of(self, user):
        """Return those that a user made himself: nobody else changes them."""
        return self.filter(owner=user)


class SavedFilter(models.Model):
    """The conditions of a list under a name (常用查询): one's own, shared with a place, or of the house without owner.

    `query` holds choices only, never words that somebody typed: those may be a person's name.
    """

    page = models.CharField(_("名单"), max_length=60)
    name = models.CharField(_("名称"), max_length=30)
    query = models.CharField(_("条件"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("保存人")
    )
    shared_with = models.ForeignKey(
        "core.Area", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("共享给")
    )
    made_at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用查询")
        constraints = [models.UniqueConstraint("owner", "page", "name", name="one_filter_a_name")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse(self.page)}?{self.query}"

    @property
    def title(self):
        """Return the name; those of the house are in the reader's language."""
        return self.name if self.owner_id else gettext(self.name)
