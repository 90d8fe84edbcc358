"""Closing a month (月度结账): what is done, what is left, compute, lock, take out."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from kombu.exceptions import OperationalError

from inspections.models import AccountSeal, Objection
from inspections.models.account import AccountState, PartyLevel
from inspections.months import missing_word, shown_verdict
from inspections.services import calendar
from inspections.services.account import (
    export_account,
    line_count,
    refuse_closed,
    sign_account,
)
from inspections.services.account.days import days_of
from inspections.services.account.seal import SIGNING, is_sealed
from inspections.services.findings import blocked_villages
from inspections.tasks import compute_account_task
from inspections.views.handing_in import HandingInSteps, in_short
from inspections.views.month import MonthPage
from povertyapp.core import clock
from povertyapp.core.exports import JSON_FORM, XLSX_FORM
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.statuses import cue_for
from povertyapp.core.templatetags.house import moment_text, month_text, number
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import ActionPage, Rows, address


class ClosingPage(Rows, MonthPage):
    """A page about the county's month as a whole: it speaks of the county in which the reader stands."""

    verb = "inspections.close_account"
    model = Area

    @cached_property
    def county(self):
        """Return the county, 404 where the reader does not see all of it: a month is closed as a whole."""
        code = self.code[:COUNTY_DIGITS]
        county = self.place if self.place.code == code else None
        if county is None:
            raise Http404
        return county

    @property
    def object(self):
        return self.county

    @cached_property
    def newest(self):
        """Return the newest account of the month, with or without figures, or None."""
        return next((account for account in self.accounts if account.month == str(self.period)), None)

    def url_here(self, **query):
        return address(self.url_of("ha_close"), area=self.request.GET.get("area"), **query)

    def get_success_url(self, result):
        return self.url_here()


class HaClose(HandingInSteps, ClosingPage):
    """The state of the month and what is to be done next."""

    template_name = "inspections/ha_close.html"

    def get_title(self):
        return _("%(month)s月度结账") % {"month": month_text(self.period)}

    @cached_property
    def is_waiting(self):
        """Say whether a computation was asked for on this page (`?asked=moment`) and has not ended yet."""
        if self.is_computing:
            return True
        asked = self.request.GET.get("asked", "")
        try:
            recent = clock.now() - dt.datetime.fromisoformat(asked) < dt.timedelta(minutes=30)
        except (ValueError, TypeError):
            return False
        return recent and not calendar.is_computed_since(self.county, self.period, asked)

    @cached_property
    def value(self):
        return Parameters(self.county.code, self.period.start)

    @cached_property
    def signs_here(self):
        """Say whether a signature of the reader is still missing: of a role of his that signs."""
        if not self.request.user.has_perm("inspections.close_account"):
            return False
        mine = {grant.role for grant in self.request.user.grants_today if grant.area_id == self.county.pk}
        return bool(mine & set(SIGNING) - self.seals.keys())

    @cached_property
    def seals(self):
        """Return role → signature of the figures as they are now."""
        rows = self.rows(AccountSeal).filter(
            account__area=self.county, account__month=str(self.period), digest=self.newest.digest
        )
        return {seal.role: seal for seal in rows.select_related("signed_by")}

    def get_tasks(self):
        """Return the steps of closing (rulebook D5) in their order; what is done stays plain."""
        account, cutoff = self.newest, self.period.entry_ends(self.value)
        state = account.state if account else None
        closed, drafted = state == AccountState.CLOSED, state in (AccountState.DRAFT, AccountState.CLOSED)
        entered = clock.now() >= cutoff
        return [
            self.task(entered, _("录入截止"), _("走访和措施录到这一刻为止"), due=cutoff),
            *([] if closed else self.handing_in_tasks()),
            self.task(
                drafted, _("出草稿"), _("截止以后计算一次，各方看得到每一项"), due=self._day("draft_day")
            ),
            *([] if closed else [*self._objection_task(), *self._data_task()]),
            *self._signature_tasks(),
            self.task(closed, _("锁定"), _("锁定以后数字不再变"), due=self._day("close_day")),
        ]

    def _objection_task(self):
        """Return the step of answering what was objected to; without objections only their last day is told."""
        found = self.rows(Objection).of_month(self.county, str(self.period))
        waiting = found.open().count()
        due = days_of(self.county.code, self.period).objections_end
        if not waiting:
            return [
                self.task(
                    bool(self.newest) and clock.today() > due, _("申诉"), _("没有等答复的申诉"), due=due
                )
            ]
        task = self.task(False, _("申诉"), _("%(n)s 件没有答复，答复以前不能锁账") % {"n": waiting}, due=due)
        url = address(reverse("inspections:objections"), status="open", month=self.period)
        return [task | {"url": url, "state": "review", "word": _("复核中"), "action_label": _("去看")}]

    def _signature_tasks(self):
        """Return a step a signature: whose it is, and who has given it."""
        if self.newest is None or self.newest.state not in (AccountState.DRAFT, AccountState.CLOSED):
            return []
        if self.newest.is_closed and not self.seals:
            return []
        return [self._signature_task(Role(role), self.seals.get(role)) for role in SIGNING]

    def _signature_task(self, role, seal):
        what = _("%(role)s签字") % {"role": role.label}
        if seal is None:
            return self.task(False, what, _("两个人各签一次，才锁定"), due=self._day("close_day"))
        said = _("%(who)s，%(why)s") % {"who": seal.signed_by, "why": seal.note}
        return self.task(True, what, said, due=seal.signed_at)

    def _data_task(self):
        """Return the step of clearing blocking findings, with the villages that they hold open."""
        blocked = blocked_villages(self.county, self.period)
        if not blocked:
            return [self.task(True, _("四无数据"), _("没有阻断锁账的数据问题"), due=None)]
        why = _("%(villages)s 个村有阻断的数据问题，改正以前不能锁账：%(named)s") % {
            "villages": len(blocked),
            "named": in_short([(name, count) for _code, name, count in blocked]),
        }
        task = self.task(False, _("四无数据"), why, due=self._day("close_day"))
        return [task | {"url": f"{reverse('inspections:quality_list')}?severity=blocking", "state": "bad",
                        "word": _("阻断"), "action_label": _("去处理")}]  # fmt: skip

    def task(self, done, what, why, due):
        return {
            "state": "done" if done else "queued",
            "word": None if done else _("待办"),
            "what": what,
            "why": why,
            "due": due,
        }

    def _day(self, name):
        return self.period.next.start + dt.timedelta(days=self.value(f"account.{name}") - 1)

    def get_actions(self):
        newest, user = self.newest, self.request.user
        found = []
        if not user.has_perm("inspections.compute_account"):
            pass
        elif not self.is_waiting and not (newest and newest.is_closed):
            label = _("重新计算") if self.account else _("计算")
            found.append({"label": label, "url": self._with_area("ha_compute"), "style": "primary"})
        if newest and newest.state == AccountState.DRAFT and self.signs_here:
            found.append({"label": _("签字锁定"), "url": self._with_area("ha_lock"), "style": "danger"})
        if newest and newest.is_closed and user.has_perm("inspections.change_meeting"):
            found.append({"label": _("起草通报"), "url": self._with_area("bulletin_draft"), "style": ""})
        if self.account and user.has_perm("inspections.export_account"):
            area = self.request.GET.get("area")
            for form, label in (("", _("导出工作簿")), ("json", _("导出逐项数据"))):
                url = address(self.url_of("ha_export"), area=area, form=form)
                found.append({"label": label, "url": url, "style": "", "icon": "down"})
        return found

    def _with_area(self, name):
        return address(self.url_of(name), area=self.request.GET.get("area"))

    def get_facts(self):
        """Return what the computation wrote down about itself."""
        if self.account is None:
            return []
        counts = self.account.counts
        verdicts = "、".join(
            f"{cue_for(shown_verdict(self.account, key)).word} {number(n)}"
            for key, n in counts.get("verdicts", {}).items()
        )
        parties = "、".join(
            f"{PartyLevel(level).label} {number(n)}"
            for level, n in counts.get("parties_by_level", {}).items()
        )
        return [
            {"label": _("责任方"), "value": parties},
            {"label": _("判定"), "value": verdicts},
            {"label": _("应交（项）"), "value": counts.get("lines")},
            {
                "label": missing_word(self.account),
                "value": counts.get("failed_lines"),
            },
            {"label": _("以前月份补报"), "value": counts.get("late")},
            {"label": _("计算用时（秒）"), "value": self.account.seconds},
            {"label": _("程序版本"), "value": self.account.code_version},
            {"label": _("指纹"), "value": self._broken_up(self.account.digest)},
            *self._inputs_fact(),
        ]

    def _inputs_fact(self):
        """Return the fingerprint of the frozen inputs, where the month has kept them."""
        digest = self.account.inputs_digest
        return [{"label": _("输入指纹"), "value": self._broken_up(digest)}] if digest else []

    @staticmethod
    def _broken_up(digest):
        """Return a fingerprint that may break on a narrow screen and is copied whole."""
        return format_html_join("", "{}<wbr>", ((digest[n : n + 16],) for n in range(0, len(digest), 16)))

    def get_context(self, **more):
        return super().get_context(
            county=self.county,
            newest=self.newest,
            is_waiting=self.is_waiting,
            refresh_url=self.request.get_full_path(),
            tasks=self.get_tasks(),
            facts=self.get_facts(),
            **more,
        )

    def get(self, request, *args, **kwargs):
        if request.htmx and not self.is_waiting:
            # The state asked again while it was computed: with the figures come other buttons at the head of the page.
            return HttpResponse(headers={"HX-Refresh": "true"})
        return self.render()


class HaCompute(ClosingPage, ActionPage):
    """Ask for the month to be computed; a worker does it."""

    verb = "inspections.compute_account"

    def get_title(self):
        return _("计算%(month)s硬账") % {"month": month_text(self.period)}

    def get_context(self, **more):
        return super().get_context(
            consequences=[
                _("按现在的记录重新算出%(county)s这个月的每一项，旧的草稿被替换。") % {"county": self.county},
                _("在后台计算，可以离开本页。"),
            ],
            submit_label=_("开始计算"),
            cancel_url=self.url_here(),
            **more,
        )

    def get(self, request, *args, **kwargs):
        return self.render()

    def act(self, *, by, data):
        if self.newest:
            refuse_closed(self.newest)
        asked_at = clock.now().isoformat()
        try:
            compute_account_task.delay(self.county.code, str(self.period), asked_at)
        except OperationalError:
            raise ValidationError(
                _("任务队列没有应答，没有开始计算。请稍后再试，或请管理员看队列。")
            ) from None
        return asked_at

    def get_success_url(self, result):
        return self.url_here(asked=result)


class HaLock(ClosingPage, ActionPage):
    """Sign the month, with a typed reason; the second person's signature locks it, and that cannot be undone."""

    def act(self, *, by, data):
        account = sign_account(by=by, county=self.county, period=self.period, note=data.get("reason", ""))
        self.success_message = self._said_of(account)
        return account

    def _said_of(self, account):
        """Say what the signature did, and whose turn it is."""
        if account.is_closed:
            said = _("%(month)s已锁定，数字不再变。")
        elif is_sealed(account):
            said = _("两个人都签了，到了锁定那天%(month)s就锁定。")
        else:
            said = _("已签字。另一个人也签了，%(month)s就锁定。")
        return said % {"month": month_text(self.period)}

    def get_title(self):
        return _("签字锁定%(month)s硬账") % {"month": month_text(self.period)}

    def get_context(self, **more):
        return super().get_context(
            consequences=self.get_consequences(),
            reason_label=_("锁定依据（例如：县领导小组月会）"),
            submit_label=_("签字"),
            style="danger",
            cancel_url=self.url_here(),
            **more,
        )

    def get_consequences(self):
        said = [
            _("县扶贫办和县领导由两个人各签一次；第二个签字一到就锁定。复核过这个月申诉的人不能签。"),
            _("锁定以后这个月的数字、判定和名单不再变，也不能解锁；更正只出新的版本。"),
        ]
        if self.account:
            said.append(
                _("锁定的是 %(moment)s 的草稿：应交 %(lines)s 项，欠 %(failed)s 项，指纹 %(digest)s。")
                % {
                    "moment": moment_text(self.account.computed_at),
                    "lines": number(self.account.counts.get("lines")),
                    "failed": number(self.account.counts.get("failed_lines")),
                    "digest": self.account.digest[:12],
                }
            )
        return [*said, _("以后录入的走访只作补报，列在下一本账，不改这个月。")]

    def get(self, request, *args, **kwargs):
        return self.render()


class HaExport(FilePage, MonthPage):
    """The month's account of one place as a workbook, or every line as JSON (`?form=json`)."""

    verb = "inspections.export_account"
    file_label = gettext_lazy("导出硬账")

    @property
    def form(self):
        return JSON_FORM if self.request.GET.get("form") == JSON_FORM else XLSX_FORM

    def count_lines(self):
        """Return how many lines the account of the place holds."""
        if self.place and self.account is None:
            words = _("%(month)s还没有出账，没有可导出的；请先计算。")
            raise ValidationError(words % {"month": month_text(self.period)})
        return line_count(self.account, self.place)

    def make(self):
        return export_account(by=self.request.user, account=self.account, area=self.place, form=self.form)

    def name_of(self, made):
        return made.file_name

    def get_back_url(self):
        return self.url_of("ha_board")
