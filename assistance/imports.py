"""What the wizard takes in for this floor: rosters with their helpers and measures, and signed logs of visits."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import Batch, MeasureKind, TrainingKind
from assistance.importing import assignments, measures, trainings
from assistance.importing.visits import CHANNEL, CHANNELS, LAYOUT, NUMBER, PHOTOS, SIGNED, read_visit_log
from assistance.services.measures import import_measures
from assistance.services.pairing import import_assignments
from assistance.services.roster import import_roster
from assistance.services.training_list import import_trainings
from assistance.services.visit_log import take_visit_log
from households.importing.layouts import HOUSEHOLDS, MEMBERS
from households.importing.template import roster_template
from households.imports import of_list
from povertyapp.core.imports import (
    Duplicates,
    ImportKind,
    ImportOutcome,
    ImportRequest,
    Tally,
    Template,
    register,
)
from povertyapp.core.workbooks.findings import count_by_code

ROSTER_TALLIES = (
    (gettext_lazy("户"), "households_created", "households_updated", "households_unchanged"),
    (gettext_lazy("成员"), "members_created", "members_updated", "members_unchanged"),
    (gettext_lazy("结对帮扶"), "assignments_opened", "assignments_changed", "assignments_unchanged"),
    (gettext_lazy("帮扶措施"), "measures_created", "", ""),
)


def run_roster(request: ImportRequest) -> ImportOutcome:
    """Take a roster in."""
    result = import_roster(
        by=request.by,
        source=request.workbook,
        county=request.county,
        as_of=request.as_of,
        only_clean=request.only_clean,
        stored=request.duplicates,
        on_trial=request.on_trial,
        progress=lambda members: request.progress.phase(gettext_lazy("检查成员"), members),
    )
    counts = dict(result.counts)
    tallies = [
        Tally(label, *(counts.get(name, 0) for name in names))
        for label, *names in ROSTER_TALLIES
        if any(counts.get(name) for name in names) or names[0].startswith(("households", "members"))
    ]
    return ImportOutcome(
        findings=result.findings,
        tallies=tallies,
        counts=counts,
        notes=counts.pop("notes", []),
        left_out=counts.get("households_left_out", 0),
        refused=_("没有一户可以导入，请改正错误后重新上传。") if result.refused else "",
    )


def run_visits(request: ImportRequest) -> ImportOutcome:
    """Take a signed log of visits in."""
    log = read_visit_log(request.workbook)
    progress = request.progress.phase(gettext_lazy("写入走访"), len(log.rows))
    taken = take_visit_log(by=request.by, log=log, as_of=request.as_of, progress=progress)
    left_out = len(log.rows) - taken.created - taken.unchanged
    notes = [_("其中 %(count)s 次是以前月份的补报。") % {"count": taken.late}] if taken.late else []
    return ImportOutcome(
        findings=taken.findings,
        tallies=[Tally(gettext_lazy("走访"), taken.created, 0, taken.unchanged)],
        counts={
            "visits_created": taken.created,
            "visits_unchanged": taken.unchanged,
            "late": taken.late,
            "findings_total": len(taken.findings),
            "findings_by_code": count_by_code(taken.findings),
        },
        notes=notes,
        left_out=left_out,
    )


register(
    ImportKind(
        code="roster",
        label=gettext_lazy("花名册"),
        verb="households.import_roster",
        layouts=(MEMBERS, HOUSEHOLDS),
        run=run_roster,
        template=roster_template(),
        hint=gettext_lazy("贫困户、家庭成员、收入、帮扶责任人和帮扶措施，一户每人一行。"),
        asks_day=True,
        policies=(Duplicates.UPDATE, Duplicates.SKIP, Duplicates.REPORT),
        clean_label=gettext_lazy("只导入无误的户"),
        order=10,
    )
)
register(
    ImportKind(
        code="visits",
        label=gettext_lazy("走访登记表"),
        verb="households.import_roster",
        layouts=(LAYOUT,),
        run=run_visits,
        template=Template(
            choices={CHANNEL: tuple(words[0] for words in CHANNELS.values()), SIGNED: ("是", "否", "代签")},
            notes={
                NUMBER: gettext_lazy("按户编号认户，户主姓名只供核对。"),
                CHANNEL: gettext_lazy("不填就算入户。"),
                PHOTOS: gettext_lazy("有几张照片，没有不填。"),
            },
            texts=frozenset({NUMBER}),
        ),
        hint=gettext_lazy("签过字的入户走访登记表，一次走访一行；已有的走访不会重复登记。"),
        asks_day=True,
        policies=(Duplicates.SKIP,),
        clean_label=gettext_lazy("导入能登记的走访"),
        order=30,
    )
)
register(
    ImportKind(
        code="measures",
        label=gettext_lazy("帮扶措施台账"),
        verb="households.import_roster",
        layouts=(measures.LAYOUT,),
        run=of_list(
            import_measures, [(gettext_lazy("帮扶措施"), "measures", ("created", "updated", "unchanged"))]
        ),
        template=Template(
            choices={
                measures.KIND: tuple(str(label) for _code, label in MeasureKind.choices),
                measures.BATCH: tuple(str(label) for _code, label in Batch.choices),
            },
            notes={
                measures.START: gettext_lazy("写到日最好，写到月从 1 日起算，不写从本年 1 月 1 日起算。"),
                measures.END: gettext_lazy("还在执行的不填。"),
                measures.KIND: gettext_lazy("不填就按措施名称归类。"),
                measures.BATCH: gettext_lazy("不填就按措施种类归批。"),
                measures.STOPPED: gettext_lazy("没做完就停的才填，要同时写结束日期。"),
                measures.SIGNED_BY: gettext_lazy("成效、签字日期、签字人要一起填。"),
            },
            texts=frozenset({NUMBER}),
        ),
        hint=gettext_lazy("产业、就业、信贷等帮扶措施，一项措施一行，按户编号认户。"),
        asks_day=True,
        order=40,
    )
)
register(
    ImportKind(
        code="assignments",
        label=gettext_lazy("帮扶责任人结对表"),
        verb="households.import_roster",
        layouts=(assignments.LAYOUT,),
        run=of_list(
            import_assignments,
            [(gettext_lazy("结对帮扶"), "assignments", ("opened", "changed", "unchanged"))],
        ),
        template=Template(
            choices={assignments.ROLE: ("帮扶责任人", "协助帮扶人")},
            notes={
                assignments.START: gettext_lazy("换人时写新帮扶人的第一天，前一人到前一天为止。"),
                assignments.END: gettext_lazy("还在帮扶的不填。"),
            },
            texts=frozenset({NUMBER, assignments.PHONE}),
        ),
        hint=gettext_lazy("谁从哪天起帮哪一户，一户一人一行；换人、交接都可以写在一张表里。"),
        asks_day=True,
        clean_label=gettext_lazy("只导入无误的户"),
        order=50,
    )
)
register(
    ImportKind(
        code="trainings",
        label=gettext_lazy("技能培训签到表"),
        verb="households.import_roster",
        layouts=(trainings.LAYOUT,),
        run=of_list(
            import_trainings,
            [
                (gettext_lazy("培训"), "trainings", ("created",)),
                (gettext_lazy("培训人次"), "attendances", ("created", "updated", "unchanged")),
            ],
        ),
        template=Template(
            choices={
                trainings.KIND: tuple(str(label) for _code, label in TrainingKind.choices),
                trainings.SIGNED: ("是", "否"),
            },
            notes={
                trainings.PERSON: gettext_lazy("一户有同名的人时要写。"),
                trainings.TOPIC: gettext_lazy("内容、日期和主办单位相同的行是同一场培训。"),
                trainings.END: gettext_lazy("只有一天的不填。"),
            },
            texts=frozenset({NUMBER, trainings.PERSON}),
        ),
        hint=gettext_lazy("哪一户的谁参加了哪场培训，一人一场一行；同一场培训只登记一次。"),
        asks_day=True,
        order=60,
    )
)
