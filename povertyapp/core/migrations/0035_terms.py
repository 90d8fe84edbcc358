"""The words of the campaigns, which of them a county speaks from when on, and its gateway of messages."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import povertyapp.core.fields
from povertyapp.core.together import Together

PACKS = (
    ("2014", "2014至2020年：精准扶贫", "2014 to 2020: targeted poverty alleviation"),
    ("2021", "2021年起：防止返贫", "Since 2021: prevention of relapse"),
)
# Term: its word and gloss in either pack. The first one is how the messages of the source say it.
WORDS = {
    "campaign": ("精准扶贫", "Poverty-alleviation", "防止返贫", "Relapse-prevention"),
    "office": ("扶贫办", "county office", "乡村振兴局", "county revitalisation bureau"),
    "leading_group": (
        "扶贫开发领导小组",
        "county office of poverty alleviation",
        "农村工作领导小组",
        "county office of rural work",
    ),
    "household": ("贫困户", "poor household", "监测对象", "monitored household"),
    "village": ("贫困村", "poor village", "脱贫村", "former poor village"),
    "helper": ("帮扶责任人", "helper", "帮扶联系人", "contact person"),
    "handbook": ("扶贫手册", "", "帮扶手册", ""),
    "clerk": ("扶贫专干", "poverty clerk", "乡村振兴专干", "revitalisation clerk"),
    "status": ("脱贫状态", "poverty status", "风险状态", "risk status"),
    "not_exited": ("未脱贫", "in poverty", "风险未消除", "at risk"),
    "exit_ahead": ("预脱贫", "about to exit", "拟消除风险", "risk about to be removed"),
    "exit_proposed": ("拟脱贫", "exit proposed", "拟消除风险", "risk removal proposed"),
    "exit_plan": ("脱贫计划", "exit plan", "风险消除计划", "risk removal plan"),
    "exit_procedure": ("脱贫退出", "", "风险消除", ""),
    "exit_confirmed": (
        "脱贫确认",
        "Confirmation of the exit",
        "风险消除确认",
        "Confirmation that the risk is gone",
    ),
    "exit": ("脱贫", "out of poverty", "消除风险", "out of risk"),
    # what happened keeps its name, unless a county says otherwise
    "exited": ("已脱贫", "exited", "已脱贫", "exited"),
    "loan": (
        "扶贫小额信贷",
        "Poverty-alleviation microcredit",
        "脱贫人口小额信贷",
        "Microcredit for people out of poverty",
    ),
    "fund": (
        "财政专项扶贫资金",
        "Special poverty-alleviation fund",
        "财政衔接推进乡村振兴补助资金",
        "Rural revitalisation subsidy",
    ),
    "workshop": ("扶贫车间", "Poverty-alleviation workshop", "帮扶车间", "Assistance workshop"),
}


def write_defaults(apps, schema_editor):
    pack, word = apps.get_model("core", "TermPack"), apps.get_model("core", "TermWord")
    pack.objects.bulk_create(
        pack(code=code, name=name, gloss=gloss, order=order)
        for order, (code, name, gloss) in enumerate(PACKS)
    )
    word.objects.bulk_create(
        word(pack_id=code, term=term, word=facts[2 * order], gloss=facts[2 * order + 1])
        for order, (code, *_names) in enumerate(PACKS)
        for term, facts in WORDS.items()
    )


def remove_defaults(apps, schema_editor):
    """The tables go with their rows."""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0034_lists"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="TermPack",
                    fields=[
                        (
                            "code",
                            models.SlugField(
                                max_length=20, primary_key=True, serialize=False, verbose_name="编号"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="用词")),
                        ("gloss", models.CharField(max_length=80, verbose_name="英文")),
                        ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                    ],
                    options={
                        "verbose_name": "用词版本",
                        "ordering": ["order"],
                    },
                ),
                migrations.CreateModel(
                    name="Gateway",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_on", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "style",
                            models.CharField(
                                choices=[
                                    ("wecom", "企业微信"),
                                    ("dingtalk", "政务钉钉"),
                                    ("sms", "短信网关"),
                                    ("generic", "其他（JSON）"),
                                ],
                                max_length=10,
                                verbose_name="网关类型",
                            ),
                        ),
                        (
                            "address",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="area_id", default="", verbose_name="网关地址"
                            ),
                        ),
                        (
                            "token",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="area_id", default="", verbose_name="密钥"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(models.F("area"), name="one_gateway_a_county")
                        ],
                        "verbose_name": "消息网关",
                    },
                ),
                migrations.CreateModel(
                    name="GatewayCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("called_at", models.DateTimeField(verbose_name="时间")),
                        ("is_test", models.BooleanField(default=False, verbose_name="测试")),
                        ("people", models.PositiveIntegerField(verbose_name="人数")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("taken", "已送达"),
                                    ("refused", "网关拒收"),
                                    ("silent", "网关没有应答"),
                                    ("untrusted", "网关的证书不能确认"),
                                    ("forbidden", "地址不允许（内网或无效）"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "-called_at"], name="gateway_call_by_area")],
                        "verbose_name": "网关发送",
                    },
                ),
                migrations.CreateModel(
                    name="GatewayEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("is_on", models.BooleanField(default=True, verbose_name="启用")),
                        (
                            "style",
                            models.CharField(
                                choices=[
                                    ("wecom", "企业微信"),
                                    ("dingtalk", "政务钉钉"),
                                    ("sms", "短信网关"),
                                    ("generic", "其他（JSON）"),
                                ],
                                max_length=10,
                                verbose_name="网关类型",
                            ),
                        ),
                        (
                            "address",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="area_id", default="", verbose_name="网关地址"
                            ),
                        ),
                        (
                            "token",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="area_id", default="", verbose_name="密钥"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="core.gateway",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OwnTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("term", models.SlugField(max_length=30, verbose_name="编号")),
                        (
                            "word",
                            models.CharField(
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[\\u4e00-\\u9fffA-Za-z0-9（）·]{1,20}$",
                                        "用词只写汉字、字母和数字，最多 20 个字。",
                                    )
                                ],
                                verbose_name="用词",
                            ),
                        ),
                        (
                            "gloss",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9 (),/-]{0,60}$",
                                        "英文只写字母、数字和空格，最多 60 个字符。",
                                    )
                                ],
                                verbose_name="英文",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.termpack",
                                verbose_name="用词版本",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("pack"),
                                models.F("term"),
                                name="one_own_word_a_term",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("word__regex", "^[\\u4e00-\\u9fffA-Za-z0-9（）·]{1,20}$"),
                                    ("gloss__regex", "^[A-Za-z0-9 (),/-]{0,60}$"),
                                ),
                                name="own_word_is_plain",
                            ),
                        ],
                        "verbose_name": "本县用词",
                    },
                ),
                migrations.CreateModel(
                    name="TermChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(verbose_name="从哪天起")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.termpack",
                                verbose_name="用词版本",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"), models.F("since"), name="one_pack_a_day"
                            )
                        ],
                        "verbose_name": "用词启用",
                    },
                ),
                migrations.CreateModel(
                    name="TermChoiceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("since", models.DateField(verbose_name="从哪天起")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="core.termchoice",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.termpack",
                                verbose_name="用词版本",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OwnTermEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("term", models.SlugField(db_index=False, max_length=30, verbose_name="编号")),
                        (
                            "word",
                            models.CharField(
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[\\u4e00-\\u9fffA-Za-z0-9（）·]{1,20}$",
                                        "用词只写汉字、字母和数字，最多 20 个字。",
                                    )
                                ],
                                verbose_name="用词",
                            ),
                        ),
                        (
                            "gloss",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9 (),/-]{0,60}$",
                                        "英文只写字母、数字和空格，最多 60 个字符。",
                                    )
                                ],
                                verbose_name="英文",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="core.ownterm",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.termpack",
                                verbose_name="用词版本",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TermWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("term", models.SlugField(max_length=30, verbose_name="编号")),
                        (
                            "word",
                            models.CharField(
                                max_length=20,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[\\u4e00-\\u9fffA-Za-z0-9（）·]{1,20}$",
                                        "用词只写汉字、字母和数字，最多 20 个字。",
                                    )
                                ],
                                verbose_name="用词",
                            ),
                        ),
                        (
                            "gloss",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9 (),/-]{0,60}$",
                                        "英文只写字母、数字和空格，最多 60 个字符。",
                                    )
                                ],
                                verbose_name="英文",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="words",
                                to="core.termpack",
                                verbose_name="用词版本",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("pack"), models.F("term"), name="one_word_a_term"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("word__regex", "^[\\u4e00-\\u9fffA-Za-z0-9（）·]{1,20}$"),
                                    ("gloss__regex", "^[A-Za-z0-9 (),/-]{0,60}$"),
                                ),
                                name="word_is_plain",
                            ),
                        ],
                        "verbose_name": "用词",
                    },
                ),
            ]
        ),
        migrations.RunPython(write_defaults, remove_defaults),
    ]
