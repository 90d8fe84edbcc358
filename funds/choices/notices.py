"""Notices of money and projects (公示): where they hang and what they are about (国开办发〔2018〕11号)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticeLevel(TextChoices):
    """Where a notice hangs; the county's stands on a web site, the others on boards."""

    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇级")
    VILLAGE = "village", _("村级")


class NoticeKind(TextChoices):
    """What is made public."""

    ALLOCATION = "allocation", _("资金分配结果")
    LOANS = "loans", _("扶贫小额信贷")
    LIBRARY = "library", _("项目库")
    YEAR_PLAN = "year_plan", _("年度计划")
    YEAR_DONE = "year_done", _("年度计划完成情况")
    BEFORE = "before", _("项目实施前")
    AFTER = "after", _("项目完工后")
    DONATION = "donation", _("捐赠款物使用")
    KEYS = "keys", _("安置房分配")


class NoticeSubject(TextChoices):
    """What kind of thing the code of a notice, or of one of its lines, names."""

    COUNTY_YEAR = "year", _("年度")
    LINE = "fund_line", _("资金渠道")
    PROJECT = "project", _("项目")
    LOAN = "loan", _("贷款")
    SITE = "site", _("安置点")
    RELOCATION = "relocation", _("搬迁户")
    SOCIETY = "society", _("互助资金社")
    DONATION = "donation", _("捐赠")


class PhotoKind(TextChoices):
    """What a picture of a notice shows."""

    POSTED = "posted", _("张贴时")
    DURING = "during", _("公示期间")
    DOWN = "down", _("取下时")
