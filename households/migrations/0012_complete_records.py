import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import povertyapp.core.fields
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_privacy_parameters"),
        ("households", "0011_duplicate_requests"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="FormVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="代码")),
                        ("name", models.CharField(max_length=60, verbose_name="表名")),
                        ("valid_from", models.DateField(verbose_name="启用日期")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        (
                            "fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None, verbose_name="项目"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "采集表版本",
                        "ordering": ["valid_from"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="form_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberTurn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("01", "死亡"),
                                    ("02", "嫁出"),
                                    ("03", "出国定居"),
                                    ("04", "判刑收监"),
                                    ("05", "嫁入"),
                                    ("06", "出生"),
                                    ("07", "迁入"),
                                    ("08", "其他转出"),
                                ],
                                max_length=2,
                                verbose_name="变动类型",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="变动日期")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="从哪来、到哪去"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=100, verbose_name="依据")),
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="turns",
                                to="households.householdmember",
                                verbose_name="成员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "人员变更",
                        "ordering": ["member_id", "happened_on", "pk"],
                        "indexes": [models.Index(fields=["area", "happened_on"], name="turn_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("member"),
                                models.F("kind"),
                                models.F("happened_on"),
                                name="one_turn_a_day",
                                violation_error_message="这项变动已经登记过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductionCostRatio",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("grain", "粮食"),
                                    ("tobacco", "烤烟"),
                                    ("livestock", "畜牧"),
                                    ("fruit", "林果"),
                                    ("other_crops", "其他种植"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "ratio",
                            models.DecimalField(
                                decimal_places=3,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="支出占收入比例",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
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
                        "verbose_name": "生产成本比例",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"), models.F("year"), models.F("kind"), name="one_ratio_a_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ratio__gte", 0), ("ratio__lte", 1)),
                                name="ratio_is_a_share",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Village",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("poor", "贫困村"), ("ordinary", "非贫困村")],
                                max_length=10,
                                verbose_name="村属性",
                            ),
                        ),
                        ("direction", models.CharField(blank=True, max_length=60, verbose_name="发展方向")),
                        (
                            "terrain",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("plain", "平原"),
                                    ("hills", "丘陵"),
                                    ("mountains", "山区"),
                                    ("pasture", "牧区"),
                                ],
                                max_length=10,
                                verbose_name="地形地貌",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="经度",
                            ),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="纬度",
                            ),
                        ),
                        ("head_name", models.CharField(blank=True, max_length=40, verbose_name="村负责人")),
                        (
                            "head_phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="area_id", default="", verbose_name="村负责人电话"
                            ),
                        ),
                        ("exited_on", models.DateField(blank=True, null=True, verbose_name="出列日期")),
                        ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                        "verbose_name": "村基本情况",
                        "constraints": [
                            models.UniqueConstraint(models.F("area"), name="one_village_an_area")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VillageYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "group_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="自然村(组)数"),
                        ),
                        (
                            "household_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="总户数"),
                        ),
                        (
                            "population",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="总人口"),
                        ),
                        (
                            "allowance_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="低保户数"),
                        ),
                        (
                            "allowance_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="低保人口"),
                        ),
                        (
                            "five_guarantee_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="五保户数"),
                        ),
                        (
                            "five_guarantee_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="五保人口"),
                        ),
                        (
                            "minority_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="少数民族人口"),
                        ),
                        (
                            "women",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="妇女人口"),
                        ),
                        (
                            "disabled_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="残疾人口"),
                        ),
                        (
                            "labour_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="劳动力人数"),
                        ),
                        (
                            "away_workers",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="外出务工人数"),
                        ),
                        (
                            "registered_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="贫困户数"),
                        ),
                        (
                            "registered_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="贫困人口"),
                        ),
                        (
                            "party_members",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="党员人数"),
                        ),
                        (
                            "graduate_officials",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="大学生村官人数"),
                        ),
                        (
                            "cultivated_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="耕地面积(亩)",
                            ),
                        ),
                        (
                            "irrigated_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="有效灌溉面积(亩)",
                            ),
                        ),
                        (
                            "woodland_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="林地面积(亩)",
                            ),
                        ),
                        (
                            "farmland_to_forest_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="退耕还林面积(亩)",
                            ),
                        ),
                        (
                            "orchard_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="林果面积(亩)",
                            ),
                        ),
                        (
                            "pasture_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="牧草地面积(亩)",
                            ),
                        ),
                        (
                            "water_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="水域面积(亩)",
                            ),
                        ),
                        (
                            "net_income_per_capita",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="农民人均纯收入(元)",
                            ),
                        ),
                        (
                            "collective_income",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="村级集体经济收入(元)",
                            ),
                        ),
                        (
                            "medical_insured",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="参加新农合人数"),
                        ),
                        (
                            "pension_insured",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="参加城乡居民养老保险人数"
                            ),
                        ),
                        (
                            "worker_pension_insured",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="参加职工养老保险人数"
                            ),
                        ),
                        (
                            "has_paved_road",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="到乡镇是否通沥青(水泥)路"
                            ),
                        ),
                        (
                            "has_bus",
                            models.BooleanField(blank=True, null=True, verbose_name="是否通客运班车"),
                        ),
                        (
                            "unpaved_groups",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="未通沥青(水泥)路自然村数"
                            ),
                        ),
                        (
                            "unpaved_km",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="未通沥青(水泥)路里程(公里)",
                            ),
                        ),
                        (
                            "water_unsafe_households",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="未实现饮水安全户数"
                            ),
                        ),
                        (
                            "water_difficult_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="饮水困难户数"),
                        ),
                        (
                            "powered_groups",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="已通电自然村数"),
                        ),
                        (
                            "dangerous_houses",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="危房户数"),
                        ),
                        (
                            "cooperatives",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="农民专业合作社个数"
                            ),
                        ),
                        (
                            "tourism_households",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="从事乡村旅游户数"
                            ),
                        ),
                        (
                            "farmstays",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="农家乐户数"),
                        ),
                        (
                            "tourism_workers",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="乡村旅游从业人员"
                            ),
                        ),
                        (
                            "tourism_income",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="乡村旅游户均年收入(元)",
                            ),
                        ),
                        (
                            "leading_industry",
                            models.CharField(blank=True, max_length=60, verbose_name="主导产业"),
                        ),
                        (
                            "industry_base_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="主导产业基地面积(亩)",
                            ),
                        ),
                        (
                            "clinics",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="卫生室个数"),
                        ),
                        (
                            "public_toilets",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="公共厕所个数"),
                        ),
                        (
                            "doctors",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="执业(助理)医师人数"
                            ),
                        ),
                        (
                            "waste_points",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="垃圾集中堆放点个数"
                            ),
                        ),
                        (
                            "culture_rooms",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="文化(图书)室个数"
                            ),
                        ),
                        (
                            "broadband_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="通宽带户数"),
                        ),
                        (
                            "has_school_broadband",
                            models.BooleanField(blank=True, null=True, verbose_name="村小学是否通宽带"),
                        ),
                        (
                            "mobile_households",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="能用手机上网户数"
                            ),
                        ),
                        (
                            "information_officers",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="信息员人数"),
                        ),
                        ("team_unit", models.CharField(blank=True, max_length=60, verbose_name="驻村单位")),
                        (
                            "team_leader",
                            models.CharField(blank=True, max_length=40, verbose_name="驻村工作队长"),
                        ),
                        (
                            "team_members",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="驻村队员人数"),
                        ),
                        (
                            "team_days",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="驻村天数"),
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
                        "verbose_name": "村年度情况",
                        "ordering": ["area_id", "-year"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"), models.F("year"), name="one_village_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="代码")),
                        ("name", models.CharField(max_length=60, verbose_name="表名")),
                        ("valid_from", models.DateField(verbose_name="启用日期")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                        (
                            "fields",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None, verbose_name="项目"
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
                                to="households.formversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MemberTurnEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("01", "死亡"),
                                    ("02", "嫁出"),
                                    ("03", "出国定居"),
                                    ("04", "判刑收监"),
                                    ("05", "嫁入"),
                                    ("06", "出生"),
                                    ("07", "迁入"),
                                    ("08", "其他转出"),
                                ],
                                max_length=2,
                                verbose_name="变动类型",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="变动日期")),
                        (
                            "place",
                            models.CharField(blank=True, max_length=100, verbose_name="从哪来、到哪去"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=100, verbose_name="依据")),
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.householdmember",
                                verbose_name="成员",
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
                                to="households.memberturn",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProductionCostRatioEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("grain", "粮食"),
                                    ("tobacco", "烤烟"),
                                    ("livestock", "畜牧"),
                                    ("fruit", "林果"),
                                    ("other_crops", "其他种植"),
                                ],
                                max_length=12,
                                verbose_name="种类",
                            ),
                        ),
                        (
                            "ratio",
                            models.DecimalField(
                                decimal_places=3,
                                max_digits=4,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="支出占收入比例",
                            ),
                        ),
                        ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
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
                                to="households.productioncostratio",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VillageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("poor", "贫困村"), ("ordinary", "非贫困村")],
                                max_length=10,
                                verbose_name="村属性",
                            ),
                        ),
                        ("direction", models.CharField(blank=True, max_length=60, verbose_name="发展方向")),
                        (
                            "terrain",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("plain", "平原"),
                                    ("hills", "丘陵"),
                                    ("mountains", "山区"),
                                    ("pasture", "牧区"),
                                ],
                                max_length=10,
                                verbose_name="地形地貌",
                            ),
                        ),
                        (
                            "longitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="经度",
                            ),
                        ),
                        (
                            "latitude",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=9,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="纬度",
                            ),
                        ),
                        ("head_name", models.CharField(blank=True, max_length=40, verbose_name="村负责人")),
                        (
                            "head_phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="area_id", default="", verbose_name="村负责人电话"
                            ),
                        ),
                        ("exited_on", models.DateField(blank=True, null=True, verbose_name="出列日期")),
                        ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                                to="households.village",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VillageYearEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "group_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="自然村(组)数"),
                        ),
                        (
                            "household_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="总户数"),
                        ),
                        (
                            "population",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="总人口"),
                        ),
                        (
                            "allowance_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="低保户数"),
                        ),
                        (
                            "allowance_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="低保人口"),
                        ),
                        (
                            "five_guarantee_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="五保户数"),
                        ),
                        (
                            "five_guarantee_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="五保人口"),
                        ),
                        (
                            "minority_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="少数民族人口"),
                        ),
                        (
                            "women",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="妇女人口"),
                        ),
                        (
                            "disabled_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="残疾人口"),
                        ),
                        (
                            "labour_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="劳动力人数"),
                        ),
                        (
                            "away_workers",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="外出务工人数"),
                        ),
                        (
                            "registered_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="贫困户数"),
                        ),
                        (
                            "registered_persons",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="贫困人口"),
                        ),
                        (
                            "party_members",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="党员人数"),
                        ),
                        (
                            "graduate_officials",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="大学生村官人数"),
                        ),
                        (
                            "cultivated_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="耕地面积(亩)",
                            ),
                        ),
                        (
                            "irrigated_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="有效灌溉面积(亩)",
                            ),
                        ),
                        (
                            "woodland_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="林地面积(亩)",
                            ),
                        ),
                        (
                            "farmland_to_forest_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="退耕还林面积(亩)",
                            ),
                        ),
                        (
                            "orchard_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="林果面积(亩)",
                            ),
                        ),
                        (
                            "pasture_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="牧草地面积(亩)",
                            ),
                        ),
                        (
                            "water_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="水域面积(亩)",
                            ),
                        ),
                        (
                            "net_income_per_capita",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="农民人均纯收入(元)",
                            ),
                        ),
                        (
                            "collective_income",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=16,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="村级集体经济收入(元)",
                            ),
                        ),
                        (
                            "medical_insured",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="参加新农合人数"),
                        ),
                        (
                            "pension_insured",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="参加城乡居民养老保险人数"
                            ),
                        ),
                        (
                            "worker_pension_insured",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="参加职工养老保险人数"
                            ),
                        ),
                        (
                            "has_paved_road",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="到乡镇是否通沥青(水泥)路"
                            ),
                        ),
                        (
                            "has_bus",
                            models.BooleanField(blank=True, null=True, verbose_name="是否通客运班车"),
                        ),
                        (
                            "unpaved_groups",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="未通沥青(水泥)路自然村数"
                            ),
                        ),
                        (
                            "unpaved_km",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="未通沥青(水泥)路里程(公里)",
                            ),
                        ),
                        (
                            "water_unsafe_households",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="未实现饮水安全户数"
                            ),
                        ),
                        (
                            "water_difficult_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="饮水困难户数"),
                        ),
                        (
                            "powered_groups",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="已通电自然村数"),
                        ),
                        (
                            "dangerous_houses",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="危房户数"),
                        ),
                        (
                            "cooperatives",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="农民专业合作社个数"
                            ),
                        ),
                        (
                            "tourism_households",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="从事乡村旅游户数"
                            ),
                        ),
                        (
                            "farmstays",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="农家乐户数"),
                        ),
                        (
                            "tourism_workers",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="乡村旅游从业人员"
                            ),
                        ),
                        (
                            "tourism_income",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="乡村旅游户均年收入(元)",
                            ),
                        ),
                        (
                            "leading_industry",
                            models.CharField(blank=True, max_length=60, verbose_name="主导产业"),
                        ),
                        (
                            "industry_base_mu",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="主导产业基地面积(亩)",
                            ),
                        ),
                        (
                            "clinics",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="卫生室个数"),
                        ),
                        (
                            "public_toilets",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="公共厕所个数"),
                        ),
                        (
                            "doctors",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="执业(助理)医师人数"
                            ),
                        ),
                        (
                            "waste_points",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="垃圾集中堆放点个数"
                            ),
                        ),
                        (
                            "culture_rooms",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="文化(图书)室个数"
                            ),
                        ),
                        (
                            "broadband_households",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="通宽带户数"),
                        ),
                        (
                            "has_school_broadband",
                            models.BooleanField(blank=True, null=True, verbose_name="村小学是否通宽带"),
                        ),
                        (
                            "mobile_households",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="能用手机上网户数"
                            ),
                        ),
                        (
                            "information_officers",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="信息员人数"),
                        ),
                        ("team_unit", models.CharField(blank=True, max_length=60, verbose_name="驻村单位")),
                        (
                            "team_leader",
                            models.CharField(blank=True, max_length=40, verbose_name="驻村工作队长"),
                        ),
                        (
                            "team_members",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="驻村队员人数"),
                        ),
                        (
                            "team_days",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="驻村天数"),
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
                                to="households.villageyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="household",
                    name="exit_vintage",
                    field=models.CharField(
                        blank=True,
                        choices=[("earlier", "历史已脱贫"), ("new", "新脱贫")],
                        max_length=10,
                        verbose_name="脱贫批次",
                    ),
                ),
                migrations.AddField(
                    model_name="householdevent",
                    name="exit_vintage",
                    field=models.CharField(
                        blank=True,
                        choices=[("earlier", "历史已脱贫"), ("new", "新脱贫")],
                        max_length=10,
                        verbose_name="脱贫批次",
                    ),
                ),
                migrations.AddField(
                    model_name="householdmember",
                    name="phone",
                    field=povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="person_no", default="", verbose_name="本人电话"
                    ),
                ),
                migrations.AddField(
                    model_name="householdmember",
                    name="registered_on",
                    field=models.DateField(blank=True, null=True, verbose_name="人员识别时间"),
                ),
                migrations.AddField(
                    model_name="householdmember",
                    name="unclear",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="说不清的项目",
                    ),
                ),
                migrations.AddField(
                    model_name="householdmemberevent",
                    name="phone",
                    field=povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="person_no", default="", verbose_name="本人电话"
                    ),
                ),
                migrations.AddField(
                    model_name="householdmemberevent",
                    name="registered_on",
                    field=models.DateField(blank=True, null=True, verbose_name="人员识别时间"),
                ),
                migrations.AddField(
                    model_name="householdmemberevent",
                    name="unclear",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="说不清的项目",
                    ),
                ),
                migrations.AddField(
                    model_name="incomestatement",
                    name="one_off",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("wage_income", "工资性收入"),
                                ("business_income", "生产经营性收入"),
                                ("property_income", "财产性收入"),
                                ("family_planning_aid", "计划生育金"),
                                ("allowance_aid", "低保金"),
                                ("five_guarantee_aid", "五保金"),
                                ("pension_aid", "养老保险金"),
                                ("eco_compensation", "生态补偿金"),
                                ("other_transfer", "其他转移性收入"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="一次性收入项目",
                    ),
                ),
                migrations.AddField(
                    model_name="incomestatementevent",
                    name="one_off",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("wage_income", "工资性收入"),
                                ("business_income", "生产经营性收入"),
                                ("property_income", "财产性收入"),
                                ("family_planning_aid", "计划生育金"),
                                ("allowance_aid", "低保金"),
                                ("five_guarantee_aid", "五保金"),
                                ("pension_aid", "养老保险金"),
                                ("eco_compensation", "生态补偿金"),
                                ("other_transfer", "其他转移性收入"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="一次性收入项目",
                    ),
                ),
                migrations.AddField(
                    model_name="livingcondition",
                    name="unclear",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="说不清的项目",
                    ),
                ),
                migrations.AddField(
                    model_name="livingconditionevent",
                    name="unclear",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="说不清的项目",
                    ),
                ),
                migrations.AlterField(
                    model_name="applicantmember",
                    name="relation",
                    field=models.CharField(
                        choices=[
                            ("01", "户主"),
                            ("02", "配偶"),
                            ("03", "之子"),
                            ("04", "之女"),
                            ("05", "之儿媳"),
                            ("06", "之女婿"),
                            ("07", "之孙子"),
                            ("08", "之孙女"),
                            ("09", "之外孙子"),
                            ("10", "之外孙女"),
                            ("11", "之父"),
                            ("12", "之母"),
                            ("13", "之岳父"),
                            ("14", "之岳母"),
                            ("15", "之公公"),
                            ("16", "之婆婆"),
                            ("17", "之祖父"),
                            ("18", "之祖母"),
                            ("19", "之外祖父"),
                            ("20", "之外祖母"),
                            ("21", "之兄弟姐妹"),
                            ("22", "之兄弟媳妇"),
                            ("23", "之叔伯"),
                            ("24", "之侄儿"),
                            ("25", "之侄女"),
                            ("26", "之曾孙子"),
                            ("27", "之曾孙女"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="与户主关系",
                    ),
                ),
                migrations.AlterField(
                    model_name="applicantmemberevent",
                    name="relation",
                    field=models.CharField(
                        choices=[
                            ("01", "户主"),
                            ("02", "配偶"),
                            ("03", "之子"),
                            ("04", "之女"),
                            ("05", "之儿媳"),
                            ("06", "之女婿"),
                            ("07", "之孙子"),
                            ("08", "之孙女"),
                            ("09", "之外孙子"),
                            ("10", "之外孙女"),
                            ("11", "之父"),
                            ("12", "之母"),
                            ("13", "之岳父"),
                            ("14", "之岳母"),
                            ("15", "之公公"),
                            ("16", "之婆婆"),
                            ("17", "之祖父"),
                            ("18", "之祖母"),
                            ("19", "之外祖父"),
                            ("20", "之外祖母"),
                            ("21", "之兄弟姐妹"),
                            ("22", "之兄弟媳妇"),
                            ("23", "之叔伯"),
                            ("24", "之侄儿"),
                            ("25", "之侄女"),
                            ("26", "之曾孙子"),
                            ("27", "之曾孙女"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="与户主关系",
                    ),
                ),
                migrations.AlterField(
                    model_name="householdmember",
                    name="relation",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("01", "户主"),
                            ("02", "配偶"),
                            ("03", "之子"),
                            ("04", "之女"),
                            ("05", "之儿媳"),
                            ("06", "之女婿"),
                            ("07", "之孙子"),
                            ("08", "之孙女"),
                            ("09", "之外孙子"),
                            ("10", "之外孙女"),
                            ("11", "之父"),
                            ("12", "之母"),
                            ("13", "之岳父"),
                            ("14", "之岳母"),
                            ("15", "之公公"),
                            ("16", "之婆婆"),
                            ("17", "之祖父"),
                            ("18", "之祖母"),
                            ("19", "之外祖父"),
                            ("20", "之外祖母"),
                            ("21", "之兄弟姐妹"),
                            ("22", "之兄弟媳妇"),
                            ("23", "之叔伯"),
                            ("24", "之侄儿"),
                            ("25", "之侄女"),
                            ("26", "之曾孙子"),
                            ("27", "之曾孙女"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="与户主关系",
                    ),
                ),
                migrations.AlterField(
                    model_name="householdmemberevent",
                    name="relation",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("01", "户主"),
                            ("02", "配偶"),
                            ("03", "之子"),
                            ("04", "之女"),
                            ("05", "之儿媳"),
                            ("06", "之女婿"),
                            ("07", "之孙子"),
                            ("08", "之孙女"),
                            ("09", "之外孙子"),
                            ("10", "之外孙女"),
                            ("11", "之父"),
                            ("12", "之母"),
                            ("13", "之岳父"),
                            ("14", "之岳母"),
                            ("15", "之公公"),
                            ("16", "之婆婆"),
                            ("17", "之祖父"),
                            ("18", "之祖母"),
                            ("19", "之外祖父"),
                            ("20", "之外祖母"),
                            ("21", "之兄弟姐妹"),
                            ("22", "之兄弟媳妇"),
                            ("23", "之叔伯"),
                            ("24", "之侄儿"),
                            ("25", "之侄女"),
                            ("26", "之曾孙子"),
                            ("27", "之曾孙女"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="与户主关系",
                    ),
                ),
                migrations.AlterField(
                    model_name="livingcondition",
                    name="access_road",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("1", "泥土路"),
                            ("2", "砂石路"),
                            ("3", "水泥路"),
                            ("4", "沥青路"),
                            ("5", "硬化路"),
                        ],
                        max_length=1,
                        verbose_name="入户路类型",
                    ),
                ),
                migrations.AlterField(
                    model_name="livingconditionevent",
                    name="access_road",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("1", "泥土路"),
                            ("2", "砂石路"),
                            ("3", "水泥路"),
                            ("4", "沥青路"),
                            ("5", "硬化路"),
                        ],
                        max_length=1,
                        verbose_name="入户路类型",
                    ),
                ),
            ]
        )
    ]
