"""What undoing an import of a ledger does to the books: its entries are taken back by entries, and what it opened is
marked, since nothing of the books is deleted. What the paper said (`LineStatement`, `ProjectStatement`) goes."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Min, Q, Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funds.choices.money import EntryKind, MoneyState
from funds.models import (
    Allotment,
    Balance,
    FundEntry,
    FundLine,
    LineStatement,
    Posting,
    Project,
    ProjectStatement,
    ProjectStep,
)
from funds.services.fund_ledger.withdrawing import may_withdraw, withdraw
from funds.services.money import reverse_all
from povertyapp.core.retracting import Retraction, retraction

NAMED = 5
NOTE_LENGTH = FundLine._meta.get_field("note").max_length
# What a ledger writes about its lines and projects itself; everything else is built on them.
OWN = (ProjectStatement, ProjectStep, LineStatement, Allotment, FundEntry, Posting, Balance)


@retraction
class LedgerRetraction(Retraction):
    """What one act entered into the books of money."""

    @staticmethod
    def wrote(act_id):
        return FundEntry.objects.filter(act=act_id).exists()

    @cached_property
    def entries(self):
        """Return the entries of the act that stand."""
        return list(FundEntry.objects.filter(act=self.act.pk).standing().order_by("pk"))

    @cached_property
    def opened(self):
        """Return the ids of the lines that the act opened."""
        lines = self.changes.get(FundLine)
        return lines.made() if lines else set()

    @cached_property
    def projects(self):
        """Return the projects that stand because of the act: made by it, or brought back."""
        part = self.changes.get(Project)
        ids = part.made() | part.moved("step") if part else set()
        rows = Project.objects.filter(pk__in=ids).exclude(recorded_from="").select_related("area__parent")
        return list(rows.order_by("pk"))

    def refusals(self, by):
        found = [*self._lines_in_use(), *self._added()]
        if self.projects and not all(may_withdraw(by, project) for project in self.projects):
            return [_("撤销会终止台账登记的项目，要由县扶贫办或财务人员办理。")]
        if not found:
            return []
        more = _("等 %(n)d 处") % {"n": len(found)} if len(found) > NAMED else ""
        said = "；".join(found[:NAMED]) + more
        return [
            _("在这次导入的基础上已经办了别的事，不能整批撤销：%(rows)s。请先逐笔冲销或更正。")
            % {"rows": said}
        ]

    def consequences(self):
        amount = sum(entry.amount for entry in self.entries)
        said = [
            _("资金凭证：%(n)d 笔、合计 %(amount)s 元，各用一笔冲销凭证退回")
            % {"n": len(self.entries), "amount": f"{amount:,.2f}"}
        ]
        if self.opened:
            said.append(_("资金来源：%(n)d 笔保留，金额为零，备注写明已撤销") % {"n": len(self.opened)})
        if self.projects:
            said.append(_("项目：%(n)d 个转为终止，写明理由") % {"n": len(self.projects)})
        return said

    def spare(self):
        for model, keys in ((FundLine, self.opened), (Project, {project.pk for project in self.projects})):
            if model in self.changes:
                self.changes[model].spare(keys)

    def retract(self, *, by, reason):
        reverse_all(by=by, entries=self.entries, reason=reason[:NOTE_LENGTH])
        for line in FundLine.objects.filter(pk__in=self.opened):
            line.planned, line.note = 0, reason[:NOTE_LENGTH]
            line.save(update_fields=["planned", "note"])
        withdraw(by=by, projects=self.projects, reason=reason)

    def hold(self):
        """Let acts on the same projects and lines wait, in the order in which every act holds them."""
        entries = FundEntry.objects.filter(act=self.act.pk)
        ids = {project.pk for project in self.projects}
        ids |= set(Allotment.objects.filter(entry__in=entries).values_list("project_id", flat=True))
        list(Project.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
        lines = FundLine.objects.select_for_update(no_key=True).filter(
            pk__in=entries.order_by().values("line")
        )
        list(lines.order_by("pk"))

    # What was built on it

    def _lines_in_use(self):
        """Yield a sentence for each line whose money moved on, or that the act opened and others went on with."""
        later = self._later()
        for line in FundLine.objects.filter(pk__in=self._short() | (self.opened & later.keys())).order_by(
            "code"
        ):
            acts = later.get(line.pk)
            if acts:
                done = "、".join(
                    _("%(kind)s %(n)d 笔") % {"kind": EntryKind(kind).label, "n": n}
                    for kind, n in acts.items()
                )
                yield _("“%(line)s”后来又办了%(done)s") % {"line": line.name, "done": done}
            else:
                yield _("“%(line)s”现在的余额不够冲回") % {"line": line.name}

    def _short(self):
        """Return the ids of the lines of which an account would fall below zero."""
        legs = Posting.objects.filter(entry__in=[entry.pk for entry in self.entries]).order_by()
        net = {
            (row["line"], row["state"], row["allotment"] or 0): row["sum"]
            for row in legs.values("line", "state", "allotment").annotate(sum=Sum("amount"))
        }
        lines = {line for line, _state, _slot in net}
        held = {
            (one.line_id, one.state, one.slot): one.amount for one in Balance.objects.filter(line__in=lines)
        }
        return {
            key[0] for key, amount in net.items() if key[1] != MoneyState.SOURCE and held.get(key, 0) < amount
        }

    def _later(self):
        """Return what others did with the lines of the act since, and still stands: of each line the acts by kind."""
        own = FundEntry.objects.filter(act=self.act.pk)
        first = own.aggregate(first=Min("pk"))["first"]
        others = FundEntry.objects.standing().filter(line__in=own.order_by().values("line"), pk__gt=first)
        found: dict[int, Counter] = defaultdict(Counter)
        for line, kind in others.filter(~Q(act=self.act.pk) | Q(act=None)).values_list("line", "kind"):
            found[line][kind] += 1
        return found

    def _added(self):
        """Yield a sentence for each kind of row that others wrote about a line or a project of the act."""
        ids = [project.pk for project in self.projects]
        others = Allotment.objects.standing().filter(project__in=ids).exclude(entry__act=self.act.pk)
        kinds: list[tuple[type[Any], Any]] = [(Allotment, others)]
        for about, keys in ((Project, ids), (FundLine, self.opened)):
            for link in about._meta.related_objects:
                model = link.related_model
                if model not in OWN and not hasattr(model, "pgh_tracked_model"):
                    rows = model._base_manager.filter(**{f"{link.field.name}__in": keys})
                    kinds.append((model, rows))
        for model, rows in kinds:
            if n := rows.count():
                yield _("台账登记的资金、项目已有%(what)s %(n)d 条") % {
                    "what": model._meta.verbose_name,
                    "n": n,
                }
