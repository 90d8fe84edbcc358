from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel, ScopedQuerySet

# A term becomes part of messages that templates print as they stand, and of their placeholders: letters only.
WORD = r"^[\u4e00-\u9fffA-Za-z0-9（）·]{1,20}$"
GLOSS = r"^[A-Za-z0-9 (),/-]{0,60}$"
plain_word = RegexValidator(WORD, _("用词只写汉字、字母和数字，最多 20 个字。"))
plain_gloss = RegexValidator(GLOSS, _("英文只写字母、数字和空格，最多 60 个字符。"))


class TermPack(models.Model):
    """A set of words for what a campaign names: that of 2014 to 2020, and that since 2021.

    The first in order is the one in which the messages of the source are written.
    """

    code = models.SlugField(_("编号"), max_length=20, primary_key=True)
    name = models.CharField(_("用词"), max_length=40)
    gloss = models.CharField(_("英文"), max_length=80)
    order = models.PositiveSmallIntegerField(_("次序"))

    class Meta:
        verbose_name = _("用词版本")
        ordering: ClassVar = ["order"]

    def __str__(self):
        return self.name


class TermWord(models.Model):
    """What a pack calls one thing, with its English gloss; the same thing has the same `term` in each pack."""

    pack = models.ForeignKey(TermPack, models.CASCADE, related_name="words", verbose_name=_("用词版本"))
    term = models.SlugField(_("编号"), max_length=30)
    word = models.CharField(_("用词"), max_length=20, validators=[plain_word])
    gloss = models.CharField(_("英文"), max_length=60, blank=True, validators=[plain_gloss])

    class Meta:
        verbose_name = _("用词")
        constraints = [
            models.UniqueConstraint("pack", "term", name="one_word_a_term"),
            models.CheckConstraint(
                condition=Q(word__regex=WORD) & Q(gloss__regex=GLOSS), name="word_is_plain"
            ),
        ]

    def __str__(self):
        return self.word


@tracked
class OwnTerm(ScopedModel):
    """A county's own word for one thing, in place of the one of a pack."""

    pack = models.ForeignKey(TermPack, models.PROTECT, related_name="+", verbose_name=_("用词版本"))
    term = models.SlugField(_("编号"), max_length=30)
    word = models.CharField(_("用词"), max_length=20, validators=[plain_word])
    gloss = models.CharField(_("英文"), max_length=60, blank=True, validators=[plain_gloss])

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("本县用词")
        constraints = [
            models.UniqueConstraint("area", "pack", "term", name="one_own_word_a_term"),
            models.CheckConstraint(
                condition=Q(word__regex=WORD) & Q(gloss__regex=GLOSS), name="own_word_is_plain"
            ),
        ]

    def __str__(self):
        return self.word


@tracked
class TermChoice(ScopedModel):
    """A county speaks the words of a pack from a day on. Where none is chosen, those of the source hold."""

    pack = models.ForeignKey(TermPack, models.PROTECT, related_name="+", verbose_name=_("用词版本"))
    since = models.DateField(_("从哪天起"))

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("用词启用")
        constraints = [models.UniqueConstraint("area", "since", name="one_pack_a_day")]

    def __str__(self):
        return f"{self.pack} {self.since}"
