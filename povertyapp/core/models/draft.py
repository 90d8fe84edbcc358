import json

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from povertyapp.core import clock
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.scoping import ScopedModel
from povertyapp.core.text import told


def as_text(answers):
    """Return a browser's answers as one text, every value of every name."""
    return json.dumps(dict(answers.lists()), ensure_ascii=False)


class Draft(ScopedModel):
    """What somebody has filled in on a form and not sent yet (ux 10). Others see that it is there, not what it says.

    The answers may hold anything that the form asks, so they are sealed.
    """

    ANSWERED_BY = "user_id"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("填写人")
    )
    path = models.CharField(_("表单"), max_length=200)
    title = models.CharField(_("标题"), max_length=120)
    answers = EncryptedTextField(_("内容"), bound_to="path")
    saved_at = models.DateTimeField(_("保存时间"), auto_now=True)

    class Meta:
        verbose_name = _("草稿")
        indexes = [models.Index(fields=["area", "-saved_at"], name="draft_by_area")]
        constraints = [models.UniqueConstraint("user", "path", name="one_draft_a_form")]

    def __str__(self):
        return told(self.title)

    def get_absolute_url(self):
        return self.path

    @property
    def clock_time(self):
        """Return when it was kept, as `09:14` in the county's time."""
        return f"{self.saved_at.astimezone(clock.COUNTY_TIME):%H:%M}"

    @property
    def given(self):
        """Return the answers as the browser sent them."""
        found = QueryDict(mutable=True)
        for name, values in json.loads(self.answers or "{}").items():
            found.setlist(name, values)
        return found
