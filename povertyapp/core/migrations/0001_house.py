import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations, models

import povertyapp.core.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        # btree_gist for periods that must not overlap, pg_trgm for searching names.
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.CreateModel(
            name="Area",
            fields=[
                (
                    "code",
                    models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name="代码"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "省"),
                            ("prefecture", "市"),
                            ("county", "县"),
                            ("township", "乡镇"),
                            ("village", "村"),
                        ],
                        max_length=10,
                        verbose_name="级别",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="core.area",
                        verbose_name="上级",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.area",
                        verbose_name="并入",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政区划",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12})$")),
                        name="area_code_has_its_own_length",
                        violation_error_message="区划代码只能是 2、4、6、9 或 12 位数字。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("display_name", models.CharField(blank=True, max_length=40, verbose_name="姓名")),
                ("large_font", models.BooleanField(default=False, verbose_name="大字版")),
                ("language", models.CharField(default="zh-hans", max_length=10, verbose_name="界面语言")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "用户",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="ExportRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("made_at", models.DateTimeField(verbose_name="导出时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="用途")),
                ("filters", models.JSONField(default=dict, verbose_name="筛选条件")),
                ("columns", models.JSONField(default=list, verbose_name="列")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("is_unmasked", models.BooleanField(default=False, verbose_name="未脱敏")),
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
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "导出记录",
                "indexes": [models.Index(fields=["area", "-made_at"], name="export_by_area")],
            },
        ),
        migrations.CreateModel(
            name="MonthLock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.CharField(max_length=7, verbose_name="月份")),
                ("closed_at", models.DateTimeField(verbose_name="锁定时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.area",
                        verbose_name="县",
                    ),
                ),
            ],
            options={
                "verbose_name": "月度锁定",
                "constraints": [
                    models.UniqueConstraint(models.F("county"), models.F("month"), name="one_lock_a_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="RevealRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=60, verbose_name="对象")),
                ("column", models.CharField(max_length=60, verbose_name="字段")),
                ("seen_at", models.DateTimeField(auto_now_add=True, verbose_name="查看时间")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
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
                    "seen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查看人",
                    ),
                ),
            ],
            options={
                "verbose_name": "查看原值记录",
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "县领导"),
                            ("office", "县扶贫办"),
                            ("township", "乡镇专干"),
                            ("cadre", "村干部"),
                            ("helper", "帮扶责任人"),
                            ("supervisor", "督查员"),
                            ("finance", "财务人员"),
                            ("admin", "系统管理员"),
                        ],
                        max_length=12,
                        verbose_name="角色",
                    ),
                ),
                ("from_date", models.DateField(default=povertyapp.core.clock.today, verbose_name="起")),
                ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.area",
                        verbose_name="区域",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "授权",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date", None), ("to_date__gte", models.F("from_date")), _connector="OR"
                        ),
                        name="grant_ends_after_it_begins",
                        violation_error_message="授权的止日不能早于起日。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleParameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="参数")),
                ("effective_from", models.DateField(verbose_name="生效")),
                ("effective_to", models.DateField(blank=True, null=True, verbose_name="失效")),
                ("value", models.JSONField(verbose_name="值")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.area",
                        verbose_name="区域",
                    ),
                ),
            ],
            options={
                "verbose_name": "规则参数",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("name"),
                        models.F("area"),
                        models.F("effective_from"),
                        name="one_parameter_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_to", None),
                            ("effective_to__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="parameter_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("leader", "县领导"),
                            ("office", "县扶贫办"),
                            ("township", "乡镇专干"),
                            ("cadre", "村干部"),
                            ("helper", "帮扶责任人"),
                            ("supervisor", "督查员"),
                            ("finance", "财务人员"),
                            ("admin", "系统管理员"),
                        ],
                        max_length=12,
                        verbose_name="角色",
                    ),
                ),
                ("from_date", models.DateField(default=povertyapp.core.clock.today, verbose_name="起")),
                ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.area",
                        verbose_name="区域",
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
                        to="core.rolegrant",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RuleParameterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="参数")),
                ("effective_from", models.DateField(verbose_name="生效")),
                ("effective_to", models.DateField(blank=True, null=True, verbose_name="失效")),
                ("value", models.JSONField(verbose_name="值")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.area",
                        verbose_name="区域",
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
                        to="core.ruleparameter",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
