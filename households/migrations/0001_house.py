import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_house"),
    ]

    operations = [
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("household_no", models.CharField(max_length=20, unique=True, verbose_name="户编号")),
                ("group_name", models.CharField(blank=True, max_length=30, verbose_name="村民小组")),
                ("natural_village", models.CharField(blank=True, max_length=30, verbose_name="自然村")),
                ("head_name", models.CharField(max_length=60, verbose_name="户主姓名")),
                ("head_pinyin", models.CharField(blank=True, editable=False, max_length=120)),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="详细地址")),
                (
                    "phone",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="household_no", default="", verbose_name="联系电话"
                    ),
                ),
                ("bank_name", models.CharField(blank=True, max_length=60, verbose_name="开户银行")),
                (
                    "bank_account",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="household_no", default="", verbose_name="银行账号"
                    ),
                ),
                (
                    "identification_standard",
                    models.CharField(
                        choices=[
                            ("national", "国家标准"),
                            ("provincial", "省定标准"),
                            ("prefecture", "市定标准"),
                        ],
                        default="national",
                        max_length=12,
                        verbose_name="识别标准",
                    ),
                ),
                (
                    "poverty_attribute",
                    models.CharField(
                        choices=[
                            ("general", "一般贫困户"),
                            ("subsistence_allowance", "低保贫困户"),
                            ("five_guarantee", "五保贫困户"),
                        ],
                        max_length=24,
                        verbose_name="贫困户属性",
                    ),
                ),
                (
                    "five_guarantee_mode",
                    models.CharField(
                        blank=True,
                        choices=[("dispersed", "分散供养"), ("centralised", "集中供养")],
                        max_length=12,
                        verbose_name="五保供养方式",
                    ),
                ),
                (
                    "household_type",
                    models.CharField(
                        blank=True,
                        choices=[("ordinary", "一般农户"), ("exited", "脱贫户")],
                        max_length=10,
                        verbose_name="户类型",
                    ),
                ),
                (
                    "poverty_status",
                    models.CharField(
                        choices=[
                            ("in_poverty", "未脱贫"),
                            ("pre_exit", "预脱贫"),
                            ("exited", "已脱贫"),
                            ("returned_to_poverty", "返贫"),
                        ],
                        max_length=20,
                        verbose_name="脱贫状态",
                    ),
                ),
                (
                    "main_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "因病"),
                            ("disability", "因残"),
                            ("schooling", "因学"),
                            ("disaster", "因灾"),
                            ("lack_land", "缺土地"),
                            ("lack_water", "缺水"),
                            ("lack_skill", "缺技术"),
                            ("lack_labour", "缺劳动力"),
                            ("lack_capital", "缺资金"),
                            ("poor_transport", "交通条件落后"),
                            ("lack_motivation", "自身发展动力不足"),
                            ("marriage", "因婚"),
                            ("funeral", "因丧"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="主要致贫原因",
                    ),
                ),
                (
                    "other_causes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("illness", "因病"),
                                ("disability", "因残"),
                                ("schooling", "因学"),
                                ("disaster", "因灾"),
                                ("lack_land", "缺土地"),
                                ("lack_water", "缺水"),
                                ("lack_skill", "缺技术"),
                                ("lack_labour", "缺劳动力"),
                                ("lack_capital", "缺资金"),
                                ("poor_transport", "交通条件落后"),
                                ("lack_motivation", "自身发展动力不足"),
                                ("marriage", "因婚"),
                                ("funeral", "因丧"),
                                ("other", "其他"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="其他致贫原因",
                    ),
                ),
                (
                    "not_exited_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "收入超线,两不愁三保障未达到"),
                            ("02", "已帮扶,效果不明显"),
                            ("03", "动态调整新识别"),
                            ("04", "残疾,无固定收入"),
                            ("05", "大病治疗中"),
                            ("06", "医疗教育支出远超收入"),
                            ("07", "收入未稳定超线"),
                            ("08", "五保户"),
                            ("09", "无劳动力一类低保户"),
                            ("10", "易地搬迁未交钥匙"),
                        ],
                        max_length=2,
                        verbose_name="未脱贫原因",
                    ),
                ),
                ("is_martyr_family", models.BooleanField(blank=True, null=True, verbose_name="是否军烈属")),
                ("is_one_child", models.BooleanField(blank=True, null=True, verbose_name="是否独生子女户")),
                ("is_two_daughter", models.BooleanField(blank=True, null=True, verbose_name="是否双女户")),
                ("registered_on", models.DateField(verbose_name="识别时间")),
                (
                    "registered_precision",
                    models.CharField(
                        choices=[("year", "年"), ("month", "月"), ("day", "日")], default="year", max_length=5
                    ),
                ),
                ("exited_on", models.DateField(blank=True, null=True, verbose_name="脱贫时间")),
                (
                    "exited_precision",
                    models.CharField(
                        choices=[("year", "年"), ("month", "月"), ("day", "日")], default="year", max_length=5
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="返贫时间")),
                ("return_reason", models.CharField(blank=True, max_length=100, verbose_name="返贫原因")),
                ("left_register_on", models.DateField(blank=True, null=True, verbose_name="移出名册日期")),
                (
                    "planned_exit_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="计划脱贫年度"),
                ),
                ("size", models.PositiveSmallIntegerField(default=0, verbose_name="人数")),
                (
                    "size_year_start",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年初家庭人口"),
                ),
                (
                    "size_year_end",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年末家庭人口"),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("all_away", "全家外出"),
                            ("home_without_labour", "在家无劳力"),
                            ("home_with_labour", "在家有劳力"),
                        ],
                        default="home_with_labour",
                        max_length=20,
                        verbose_name="在家情况",
                    ),
                ),
                ("is_labour_capable", models.BooleanField(default=True, verbose_name="有劳动能力")),
                ("is_relocated", models.BooleanField(default=False, verbose_name="是否易地扶贫搬迁户")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                (
                    "helper_name",
                    models.CharField(blank=True, editable=False, max_length=40, verbose_name="帮扶责任人"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "建档立卡户",
                "ordering": ["area_id", "household_no"],
                "indexes": [models.Index(fields=["area", "household_no"], name="household_by_area")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exited_on", None),
                            ("exited_on__gte", models.F("registered_on")),
                            _connector="OR",
                        ),
                        name="household_exits_after_entry",
                        violation_error_message="脱贫时间不能早于识别时间。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormFigures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("work_form", "帮扶工作情况表"), ("handbook", "帮扶手册")],
                        max_length=10,
                        verbose_name="来源表",
                    ),
                ),
                ("size", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="家庭人口")),
                (
                    "cultivated_mu",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="耕地面积(亩)",
                    ),
                ),
                (
                    "woodland_mu",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="林地面积(亩)",
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="form_figures",
                        to="households.household",
                        verbose_name="户",
                    ),
                ),
            ],
            options={
                "verbose_name": "表册数据",
                "constraints": [
                    models.UniqueConstraint(models.F("household"), models.F("source"), name="one_row_a_form")
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("household_no", models.CharField(max_length=20, verbose_name="户编号")),
                ("group_name", models.CharField(blank=True, max_length=30, verbose_name="村民小组")),
                ("natural_village", models.CharField(blank=True, max_length=30, verbose_name="自然村")),
                ("head_name", models.CharField(max_length=60, verbose_name="户主姓名")),
                ("head_pinyin", models.CharField(blank=True, editable=False, max_length=120)),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="详细地址")),
                (
                    "phone",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="household_no", default="", verbose_name="联系电话"
                    ),
                ),
                ("bank_name", models.CharField(blank=True, max_length=60, verbose_name="开户银行")),
                (
                    "bank_account",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="household_no", default="", verbose_name="银行账号"
                    ),
                ),
                (
                    "identification_standard",
                    models.CharField(
                        choices=[
                            ("national", "国家标准"),
                            ("provincial", "省定标准"),
                            ("prefecture", "市定标准"),
                        ],
                        default="national",
                        max_length=12,
                        verbose_name="识别标准",
                    ),
                ),
                (
                    "poverty_attribute",
                    models.CharField(
                        choices=[
                            ("general", "一般贫困户"),
                            ("subsistence_allowance", "低保贫困户"),
                            ("five_guarantee", "五保贫困户"),
                        ],
                        max_length=24,
                        verbose_name="贫困户属性",
                    ),
                ),
                (
                    "five_guarantee_mode",
                    models.CharField(
                        blank=True,
                        choices=[("dispersed", "分散供养"), ("centralised", "集中供养")],
                        max_length=12,
                        verbose_name="五保供养方式",
                    ),
                ),
                (
                    "household_type",
                    models.CharField(
                        blank=True,
                        choices=[("ordinary", "一般农户"), ("exited", "脱贫户")],
                        max_length=10,
                        verbose_name="户类型",
                    ),
                ),
                (
                    "poverty_status",
                    models.CharField(
                        choices=[
                            ("in_poverty", "未脱贫"),
                            ("pre_exit", "预脱贫"),
                            ("exited", "已脱贫"),
                            ("returned_to_poverty", "返贫"),
                        ],
                        max_length=20,
                        verbose_name="脱贫状态",
                    ),
                ),
                (
                    "main_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "因病"),
                            ("disability", "因残"),
                            ("schooling", "因学"),
                            ("disaster", "因灾"),
                            ("lack_land", "缺土地"),
                            ("lack_water", "缺水"),
                            ("lack_skill", "缺技术"),
                            ("lack_labour", "缺劳动力"),
                            ("lack_capital", "缺资金"),
                            ("poor_transport", "交通条件落后"),
                            ("lack_motivation", "自身发展动力不足"),
                            ("marriage", "因婚"),
                            ("funeral", "因丧"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="主要致贫原因",
                    ),
                ),
                (
                    "other_causes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("illness", "因病"),
                                ("disability", "因残"),
                                ("schooling", "因学"),
                                ("disaster", "因灾"),
                                ("lack_land", "缺土地"),
                                ("lack_water", "缺水"),
                                ("lack_skill", "缺技术"),
                                ("lack_labour", "缺劳动力"),
                                ("lack_capital", "缺资金"),
                                ("poor_transport", "交通条件落后"),
                                ("lack_motivation", "自身发展动力不足"),
                                ("marriage", "因婚"),
                                ("funeral", "因丧"),
                                ("other", "其他"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="其他致贫原因",
                    ),
                ),
                (
                    "not_exited_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "收入超线,两不愁三保障未达到"),
                            ("02", "已帮扶,效果不明显"),
                            ("03", "动态调整新识别"),
                            ("04", "残疾,无固定收入"),
                            ("05", "大病治疗中"),
                            ("06", "医疗教育支出远超收入"),
                            ("07", "收入未稳定超线"),
                            ("08", "五保户"),
                            ("09", "无劳动力一类低保户"),
                            ("10", "易地搬迁未交钥匙"),
                        ],
                        max_length=2,
                        verbose_name="未脱贫原因",
                    ),
                ),
                ("is_martyr_family", models.BooleanField(blank=True, null=True, verbose_name="是否军烈属")),
                ("is_one_child", models.BooleanField(blank=True, null=True, verbose_name="是否独生子女户")),
                ("is_two_daughter", models.BooleanField(blank=True, null=True, verbose_name="是否双女户")),
                ("registered_on", models.DateField(verbose_name="识别时间")),
                (
                    "registered_precision",
                    models.CharField(
                        choices=[("year", "年"), ("month", "月"), ("day", "日")], default="year", max_length=5
                    ),
                ),
                ("exited_on", models.DateField(blank=True, null=True, verbose_name="脱贫时间")),
                (
                    "exited_precision",
                    models.CharField(
                        choices=[("year", "年"), ("month", "月"), ("day", "日")], default="year", max_length=5
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="返贫时间")),
                ("return_reason", models.CharField(blank=True, max_length=100, verbose_name="返贫原因")),
                ("left_register_on", models.DateField(blank=True, null=True, verbose_name="移出名册日期")),
                (
                    "planned_exit_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="计划脱贫年度"),
                ),
                ("size", models.PositiveSmallIntegerField(default=0, verbose_name="人数")),
                (
                    "size_year_start",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年初家庭人口"),
                ),
                (
                    "size_year_end",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年末家庭人口"),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("all_away", "全家外出"),
                            ("home_without_labour", "在家无劳力"),
                            ("home_with_labour", "在家有劳力"),
                        ],
                        default="home_with_labour",
                        max_length=20,
                        verbose_name="在家情况",
                    ),
                ),
                ("is_labour_capable", models.BooleanField(default=True, verbose_name="有劳动能力")),
                ("is_relocated", models.BooleanField(default=False, verbose_name="是否易地扶贫搬迁户")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                (
                    "helper_name",
                    models.CharField(blank=True, editable=False, max_length=40, verbose_name="帮扶责任人"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="households.household",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_no", models.CharField(max_length=24, unique=True, verbose_name="人编号")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("name_pinyin", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "sex",
                    models.CharField(
                        choices=[("0", "未知"), ("1", "男"), ("2", "女"), ("9", "未说明")],
                        default="0",
                        max_length=1,
                        verbose_name="性别",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                (
                    "id_type",
                    models.CharField(
                        choices=[("resident", "居民身份证"), ("disability", "残疾人证")],
                        default="resident",
                        max_length=10,
                        verbose_name="证件类型",
                    ),
                ),
                (
                    "id_number",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="person_no", default="", verbose_name="证件号码"
                    ),
                ),
                ("id_hash", models.CharField(blank=True, editable=False, max_length=32)),
                ("id_tail_hash", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "relation",
                    models.CharField(
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
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="与户主关系",
                    ),
                ),
                ("ethnicity", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                (
                    "political_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "中共党员"),
                            ("02", "中共预备党员"),
                            ("03", "共青团员"),
                            ("13", "群众"),
                        ],
                        max_length=2,
                        verbose_name="政治面貌",
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "文盲或半文盲"),
                            ("02", "小学"),
                            ("03", "初中"),
                            ("04", "高中"),
                            ("05", "大专及以上"),
                            ("06", "学龄前儿童"),
                        ],
                        max_length=2,
                        verbose_name="文化程度",
                    ),
                ),
                (
                    "school_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "非在校生"),
                            ("02", "学前教育"),
                            ("03", "小学"),
                            ("04", "七年级"),
                            ("05", "八年级"),
                            ("06", "九年级"),
                            ("07", "普通高中一年级"),
                            ("08", "普通高中二年级"),
                            ("09", "普通高中三年级"),
                            ("10", "中职一年级"),
                            ("11", "中职二年级"),
                            ("12", "中职三年级"),
                            ("13", "高职一年级"),
                            ("14", "高职二年级"),
                            ("15", "高职三年级"),
                            ("16", "大专及以上"),
                        ],
                        max_length=2,
                        verbose_name="在校生状况",
                    ),
                ),
                (
                    "dropout_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "因病"),
                            ("disability", "因残"),
                            ("weary", "厌学"),
                            ("work", "务工"),
                            ("marriage", "因婚"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="失学或辍学原因",
                    ),
                ),
                (
                    "health",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("01", "健康"),
                                ("02", "长期慢性病"),
                                ("03", "患有大病"),
                                ("04", "残疾"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="健康状况",
                    ),
                ),
                (
                    "disability_card",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="person_no", default="", verbose_name="残疾人证号"
                    ),
                ),
                (
                    "disability_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "视力"),
                            ("2", "听力"),
                            ("3", "言语"),
                            ("4", "肢体"),
                            ("5", "智力"),
                            ("6", "精神"),
                            ("7", "多重"),
                        ],
                        max_length=1,
                        verbose_name="残疾类别",
                    ),
                ),
                (
                    "disability_level",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="残疾等级"),
                ),
                (
                    "labour_capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "普通劳动力"),
                            ("02", "技能劳动力"),
                            ("03", "丧失劳动力"),
                            ("04", "无劳动力"),
                            ("05", "弱劳动力或半劳动力"),
                        ],
                        max_length=2,
                        verbose_name="劳动技能",
                    ),
                ),
                (
                    "work_region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "乡(镇)内务工"),
                            ("02", "乡(镇)外县内务工"),
                            ("03", "县外省内务工"),
                            ("04", "省外务工"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="务工状况",
                    ),
                ),
                (
                    "work_months",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="务工时间(月)"
                    ),
                ),
                ("public_post", models.CharField(blank=True, max_length=40, verbose_name="公益性岗位")),
                (
                    "public_post_months",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="公益性岗位(月)"
                    ),
                ),
                (
                    "is_medical_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加城乡居民基本医疗保险"),
                ),
                (
                    "is_major_illness_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加大病医疗"),
                ),
                (
                    "is_supplementary_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加商业补充医疗保险"),
                ),
                (
                    "is_pension_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加城乡居民基本养老保险"),
                ),
                ("gets_allowance", models.BooleanField(blank=True, null=True, verbose_name="是否享受低保")),
                (
                    "gets_five_guarantee",
                    models.BooleanField(blank=True, null=True, verbose_name="是否特困供养"),
                ),
                (
                    "gets_disability_subsidy",
                    models.BooleanField(blank=True, null=True, verbose_name="是否享受残疾补贴"),
                ),
                ("is_in_service", models.BooleanField(blank=True, null=True, verbose_name="是否现役军人")),
                (
                    "change_kind",
                    models.CharField(
                        blank=True,
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
                ("changed_on", models.DateField(blank=True, null=True, verbose_name="变动日期")),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="households.household",
                        verbose_name="户",
                    ),
                ),
            ],
            options={
                "verbose_name": "家庭成员",
                "ordering": ["household_id", "relation", "person_no"],
                "indexes": [
                    models.Index(fields=["area"], name="member_by_area"),
                    models.Index(
                        condition=models.Q(("id_hash", ""), _negated=True),
                        fields=["id_hash"],
                        name="member_by_id",
                    ),
                    models.Index(
                        condition=models.Q(("id_tail_hash", ""), _negated=True),
                        fields=["id_tail_hash"],
                        name="member_by_id_tail",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomeStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "wage_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="工资性收入"
                    ),
                ),
                (
                    "business_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="生产经营性收入"
                    ),
                ),
                (
                    "business_expense",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="生产经营性支出"
                    ),
                ),
                (
                    "property_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="财产性收入"
                    ),
                ),
                (
                    "transfer_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="转移性收入"
                    ),
                ),
                (
                    "family_planning_aid",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="计划生育金"
                    ),
                ),
                (
                    "allowance_aid",
                    models.DecimalField(decimal_places=2, default=0, max_digits=16, verbose_name="低保金"),
                ),
                (
                    "five_guarantee_aid",
                    models.DecimalField(decimal_places=2, default=0, max_digits=16, verbose_name="五保金"),
                ),
                (
                    "pension_aid",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="养老保险金"
                    ),
                ),
                (
                    "eco_compensation",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="生态补偿金"
                    ),
                ),
                (
                    "other_transfer",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="其他转移性收入"
                    ),
                ),
                (
                    "net_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="家庭纯收入"
                    ),
                ),
                (
                    "net_income_per_capita",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="人均纯收入"
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incomes",
                        to="households.household",
                        verbose_name="户",
                    ),
                ),
            ],
            options={
                "verbose_name": "收入",
                "ordering": ["household_id", "-year"],
                "constraints": [
                    models.UniqueConstraint(models.F("household"), models.F("year"), name="one_income_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="LivingCondition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "cultivated_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="耕地面积(亩)"
                    ),
                ),
                (
                    "irrigated_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="有效灌溉面积(亩)"
                    ),
                ),
                (
                    "woodland_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="林地面积(亩)"
                    ),
                ),
                (
                    "farmland_to_forest_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="退耕还林面积(亩)"
                    ),
                ),
                (
                    "orchard_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="林果面积(亩)"
                    ),
                ),
                (
                    "pasture_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="牧草地面积(亩)"
                    ),
                ),
                (
                    "water_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="水面面积(亩)"
                    ),
                ),
                (
                    "has_production_power",
                    models.BooleanField(blank=True, null=True, verbose_name="是否通生产用电"),
                ),
                (
                    "has_household_power",
                    models.BooleanField(blank=True, null=True, verbose_name="是否通生活用电"),
                ),
                (
                    "has_broadcast_tv",
                    models.BooleanField(blank=True, null=True, verbose_name="是否通广播电视"),
                ),
                (
                    "km_to_main_road",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="与村主干路距离(公里)",
                    ),
                ),
                (
                    "access_road",
                    models.CharField(
                        blank=True,
                        choices=[("1", "泥土路"), ("2", "砂石路"), ("3", "水泥路"), ("4", "沥青路")],
                        max_length=1,
                        verbose_name="入户路类型",
                    ),
                ),
                (
                    "housing_m2",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="住房面积(平方米)"
                    ),
                ),
                (
                    "housing_structure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "钢筋混凝土"),
                            ("2", "砖混"),
                            ("3", "砖瓦砖木"),
                            ("4", "竹草土坯"),
                            ("5", "其他"),
                        ],
                        max_length=1,
                        verbose_name="主要结构",
                    ),
                ),
                (
                    "housing_built_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="建房时间"),
                ),
                ("is_dangerous_house", models.BooleanField(blank=True, null=True, verbose_name="是否危房户")),
                (
                    "housing_grade",
                    models.CharField(
                        blank=True,
                        choices=[("A", "A级"), ("B", "B级"), ("C", "C级"), ("D", "D级")],
                        max_length=1,
                        verbose_name="房屋等级",
                    ),
                ),
                (
                    "renovation_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="危改年度"),
                ),
                (
                    "is_water_difficult",
                    models.BooleanField(blank=True, null=True, verbose_name="饮水是否困难"),
                ),
                ("is_water_safe", models.BooleanField(blank=True, null=True, verbose_name="是否饮水安全")),
                (
                    "fuel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "柴草"),
                            ("2", "干畜粪"),
                            ("3", "煤炭"),
                            ("4", "清洁能源"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="主要燃料类型",
                    ),
                ),
                (
                    "has_sanitary_toilet",
                    models.BooleanField(blank=True, null=True, verbose_name="有无卫生厕所"),
                ),
                (
                    "is_in_cooperative",
                    models.BooleanField(blank=True, null=True, verbose_name="是否加入农民专业合作社"),
                ),
                (
                    "is_firm_linked",
                    models.BooleanField(blank=True, null=True, verbose_name="是否有龙头企业带动"),
                ),
                (
                    "is_leader_linked",
                    models.BooleanField(blank=True, null=True, verbose_name="是否有创业致富带头人带动"),
                ),
                ("needs_relocation", models.BooleanField(blank=True, null=True, verbose_name="是否需要搬迁")),
                (
                    "relocation_mode",
                    models.CharField(
                        blank=True,
                        choices=[("1", "行政村整体搬迁"), ("2", "自然村整体搬迁"), ("3", "个别搬迁")],
                        max_length=1,
                        verbose_name="搬迁方式",
                    ),
                ),
                (
                    "settlement_mode",
                    models.CharField(
                        blank=True,
                        choices=[("centralised", "集中安置"), ("dispersed", "分散安置")],
                        max_length=12,
                        verbose_name="安置方式",
                    ),
                ),
                ("settlement_place", models.CharField(blank=True, max_length=40, verbose_name="安置地")),
                (
                    "relocation_difficulty",
                    models.CharField(blank=True, max_length=100, verbose_name="搬迁可能存在的困难"),
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
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="living",
                        to="households.household",
                        verbose_name="户",
                    ),
                ),
            ],
            options={
                "verbose_name": "生产生活条件",
                "ordering": ["household_id", "-year"],
                "constraints": [
                    models.UniqueConstraint(models.F("household"), models.F("year"), name="one_living_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormFiguresEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[("work_form", "帮扶工作情况表"), ("handbook", "帮扶手册")],
                        max_length=10,
                        verbose_name="来源表",
                    ),
                ),
                ("size", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="家庭人口")),
                (
                    "cultivated_mu",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="耕地面积(亩)",
                    ),
                ),
                (
                    "woodland_mu",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="林地面积(亩)",
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
                        to="households.formfigures",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="户",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HouseholdMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("person_no", models.CharField(max_length=24, verbose_name="人编号")),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("name_pinyin", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "sex",
                    models.CharField(
                        choices=[("0", "未知"), ("1", "男"), ("2", "女"), ("9", "未说明")],
                        default="0",
                        max_length=1,
                        verbose_name="性别",
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                (
                    "id_type",
                    models.CharField(
                        choices=[("resident", "居民身份证"), ("disability", "残疾人证")],
                        default="resident",
                        max_length=10,
                        verbose_name="证件类型",
                    ),
                ),
                (
                    "id_number",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="person_no", default="", verbose_name="证件号码"
                    ),
                ),
                ("id_hash", models.CharField(blank=True, editable=False, max_length=32)),
                ("id_tail_hash", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "relation",
                    models.CharField(
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
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="与户主关系",
                    ),
                ),
                ("ethnicity", models.CharField(blank=True, max_length=20, verbose_name="民族")),
                (
                    "political_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "中共党员"),
                            ("02", "中共预备党员"),
                            ("03", "共青团员"),
                            ("13", "群众"),
                        ],
                        max_length=2,
                        verbose_name="政治面貌",
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "文盲或半文盲"),
                            ("02", "小学"),
                            ("03", "初中"),
                            ("04", "高中"),
                            ("05", "大专及以上"),
                            ("06", "学龄前儿童"),
                        ],
                        max_length=2,
                        verbose_name="文化程度",
                    ),
                ),
                (
                    "school_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "非在校生"),
                            ("02", "学前教育"),
                            ("03", "小学"),
                            ("04", "七年级"),
                            ("05", "八年级"),
                            ("06", "九年级"),
                            ("07", "普通高中一年级"),
                            ("08", "普通高中二年级"),
                            ("09", "普通高中三年级"),
                            ("10", "中职一年级"),
                            ("11", "中职二年级"),
                            ("12", "中职三年级"),
                            ("13", "高职一年级"),
                            ("14", "高职二年级"),
                            ("15", "高职三年级"),
                            ("16", "大专及以上"),
                        ],
                        max_length=2,
                        verbose_name="在校生状况",
                    ),
                ),
                (
                    "dropout_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("illness", "因病"),
                            ("disability", "因残"),
                            ("weary", "厌学"),
                            ("work", "务工"),
                            ("marriage", "因婚"),
                            ("other", "其他"),
                        ],
                        max_length=10,
                        verbose_name="失学或辍学原因",
                    ),
                ),
                (
                    "health",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("01", "健康"),
                                ("02", "长期慢性病"),
                                ("03", "患有大病"),
                                ("04", "残疾"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="健康状况",
                    ),
                ),
                (
                    "disability_card",
                    povertyapp.core.fields.EncryptedTextField(
                        blank=True, bound_to="person_no", default="", verbose_name="残疾人证号"
                    ),
                ),
                (
                    "disability_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "视力"),
                            ("2", "听力"),
                            ("3", "言语"),
                            ("4", "肢体"),
                            ("5", "智力"),
                            ("6", "精神"),
                            ("7", "多重"),
                        ],
                        max_length=1,
                        verbose_name="残疾类别",
                    ),
                ),
                (
                    "disability_level",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="残疾等级"),
                ),
                (
                    "labour_capacity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "普通劳动力"),
                            ("02", "技能劳动力"),
                            ("03", "丧失劳动力"),
                            ("04", "无劳动力"),
                            ("05", "弱劳动力或半劳动力"),
                        ],
                        max_length=2,
                        verbose_name="劳动技能",
                    ),
                ),
                (
                    "work_region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("01", "乡(镇)内务工"),
                            ("02", "乡(镇)外县内务工"),
                            ("03", "县外省内务工"),
                            ("04", "省外务工"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="务工状况",
                    ),
                ),
                (
                    "work_months",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="务工时间(月)"
                    ),
                ),
                ("public_post", models.CharField(blank=True, max_length=40, verbose_name="公益性岗位")),
                (
                    "public_post_months",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="公益性岗位(月)"
                    ),
                ),
                (
                    "is_medical_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加城乡居民基本医疗保险"),
                ),
                (
                    "is_major_illness_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加大病医疗"),
                ),
                (
                    "is_supplementary_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加商业补充医疗保险"),
                ),
                (
                    "is_pension_insured",
                    models.BooleanField(blank=True, null=True, verbose_name="是否参加城乡居民基本养老保险"),
                ),
                ("gets_allowance", models.BooleanField(blank=True, null=True, verbose_name="是否享受低保")),
                (
                    "gets_five_guarantee",
                    models.BooleanField(blank=True, null=True, verbose_name="是否特困供养"),
                ),
                (
                    "gets_disability_subsidy",
                    models.BooleanField(blank=True, null=True, verbose_name="是否享受残疾补贴"),
                ),
                ("is_in_service", models.BooleanField(blank=True, null=True, verbose_name="是否现役军人")),
                (
                    "change_kind",
                    models.CharField(
                        blank=True,
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
                ("changed_on", models.DateField(blank=True, null=True, verbose_name="变动日期")),
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="户",
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
                        to="households.householdmember",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncomeStatementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "wage_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="工资性收入"
                    ),
                ),
                (
                    "business_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="生产经营性收入"
                    ),
                ),
                (
                    "business_expense",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="生产经营性支出"
                    ),
                ),
                (
                    "property_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="财产性收入"
                    ),
                ),
                (
                    "transfer_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="转移性收入"
                    ),
                ),
                (
                    "family_planning_aid",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="计划生育金"
                    ),
                ),
                (
                    "allowance_aid",
                    models.DecimalField(decimal_places=2, default=0, max_digits=16, verbose_name="低保金"),
                ),
                (
                    "five_guarantee_aid",
                    models.DecimalField(decimal_places=2, default=0, max_digits=16, verbose_name="五保金"),
                ),
                (
                    "pension_aid",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="养老保险金"
                    ),
                ),
                (
                    "eco_compensation",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="生态补偿金"
                    ),
                ),
                (
                    "other_transfer",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="其他转移性收入"
                    ),
                ),
                (
                    "net_income",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="家庭纯收入"
                    ),
                ),
                (
                    "net_income_per_capita",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=16, verbose_name="人均纯收入"
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="户",
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
                        to="households.incomestatement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LivingConditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "cultivated_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="耕地面积(亩)"
                    ),
                ),
                (
                    "irrigated_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="有效灌溉面积(亩)"
                    ),
                ),
                (
                    "woodland_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="林地面积(亩)"
                    ),
                ),
                (
                    "farmland_to_forest_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="退耕还林面积(亩)"
                    ),
                ),
                (
                    "orchard_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="林果面积(亩)"
                    ),
                ),
                (
                    "pasture_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="牧草地面积(亩)"
                    ),
                ),
                (
                    "water_mu",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="水面面积(亩)"
                    ),
                ),
                (
                    "has_production_power",
                    models.BooleanField(blank=True, null=True, verbose_name="是否通生产用电"),
                ),
                (
                    "has_household_power",
                    models.BooleanField(blank=True, null=True, verbose_name="是否通生活用电"),
                ),
                (
                    "has_broadcast_tv",
                    models.BooleanField(blank=True, null=True, verbose_name="是否通广播电视"),
                ),
                (
                    "km_to_main_road",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="与村主干路距离(公里)",
                    ),
                ),
                (
                    "access_road",
                    models.CharField(
                        blank=True,
                        choices=[("1", "泥土路"), ("2", "砂石路"), ("3", "水泥路"), ("4", "沥青路")],
                        max_length=1,
                        verbose_name="入户路类型",
                    ),
                ),
                (
                    "housing_m2",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="住房面积(平方米)"
                    ),
                ),
                (
                    "housing_structure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "钢筋混凝土"),
                            ("2", "砖混"),
                            ("3", "砖瓦砖木"),
                            ("4", "竹草土坯"),
                            ("5", "其他"),
                        ],
                        max_length=1,
                        verbose_name="主要结构",
                    ),
                ),
                (
                    "housing_built_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="建房时间"),
                ),
                ("is_dangerous_house", models.BooleanField(blank=True, null=True, verbose_name="是否危房户")),
                (
                    "housing_grade",
                    models.CharField(
                        blank=True,
                        choices=[("A", "A级"), ("B", "B级"), ("C", "C级"), ("D", "D级")],
                        max_length=1,
                        verbose_name="房屋等级",
                    ),
                ),
                (
                    "renovation_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="危改年度"),
                ),
                (
                    "is_water_difficult",
                    models.BooleanField(blank=True, null=True, verbose_name="饮水是否困难"),
                ),
                ("is_water_safe", models.BooleanField(blank=True, null=True, verbose_name="是否饮水安全")),
                (
                    "fuel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "柴草"),
                            ("2", "干畜粪"),
                            ("3", "煤炭"),
                            ("4", "清洁能源"),
                            ("99", "其他"),
                        ],
                        max_length=2,
                        verbose_name="主要燃料类型",
                    ),
                ),
                (
                    "has_sanitary_toilet",
                    models.BooleanField(blank=True, null=True, verbose_name="有无卫生厕所"),
                ),
                (
                    "is_in_cooperative",
                    models.BooleanField(blank=True, null=True, verbose_name="是否加入农民专业合作社"),
                ),
                (
                    "is_firm_linked",
                    models.BooleanField(blank=True, null=True, verbose_name="是否有龙头企业带动"),
                ),
                (
                    "is_leader_linked",
                    models.BooleanField(blank=True, null=True, verbose_name="是否有创业致富带头人带动"),
                ),
                ("needs_relocation", models.BooleanField(blank=True, null=True, verbose_name="是否需要搬迁")),
                (
                    "relocation_mode",
                    models.CharField(
                        blank=True,
                        choices=[("1", "行政村整体搬迁"), ("2", "自然村整体搬迁"), ("3", "个别搬迁")],
                        max_length=1,
                        verbose_name="搬迁方式",
                    ),
                ),
                (
                    "settlement_mode",
                    models.CharField(
                        blank=True,
                        choices=[("centralised", "集中安置"), ("dispersed", "分散安置")],
                        max_length=12,
                        verbose_name="安置方式",
                    ),
                ),
                ("settlement_place", models.CharField(blank=True, max_length=40, verbose_name="安置地")),
                (
                    "relocation_difficulty",
                    models.CharField(blank=True, max_length=100, verbose_name="搬迁可能存在的困难"),
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
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="households.household",
                        verbose_name="户",
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
                        to="households.livingcondition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
