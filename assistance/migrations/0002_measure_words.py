"""The words that offices write for measures, each with the kind it means; a county adds its own."""

from django.db import migrations

WORDS = {
    "industry": "种植 养殖 产业 茶叶 藤茶 油茶 烟叶 药材 水果 蔬菜 蜜蜂 林下经济",
    "employment": "务工 就业 转移就业 扶贫车间",
    "training": "技能培训 培训 实用技术",
    "microcredit": "小额信贷 小额贷款 扶贫贷款",
    "asset_return": "资产收益 资产收益分红 光伏分红 光伏收益 入股分红",
    "fund_return": "资金收益 资金入股 互助资金分红",
    "social_safety_net": "低保兜底 低保 五保供养 五保 特困供养 社会兜底 兜底保障 临时救助 养老保险代缴",
    "land_transfer": "土地流转",
    "ecology": "生态补偿 退耕还林 公益林补偿",
    "public_post": "公益性岗位 公益岗位 护林员 保洁员",
    "education": "雨露计划 教育资助 助学 教育扶贫",
    "medical": "医疗救助 健康扶贫 大病救助 家庭医生签约",
    "housing": "危房改造 危改",
    "relocation": "易地扶贫搬迁 易地搬迁",
    "firm_link": "龙头企业带动 公司带动",
    "cooperative_link": "合作社带动 入社",
    "e_commerce": "电商",
    "tourism": "乡村旅游 农家乐",
    "solar": "户用光伏 光伏发电",
    "water": "安全饮水 饮水工程",
    "infrastructure": "入户路 基础设施",
    "donation": "社会捐赠 爱心捐助",
}


def write(apps, schema_editor):
    word = apps.get_model("assistance", "MeasureWord")
    word.objects.bulk_create(
        word(word=text, kind=kind) for kind, words in WORDS.items() for text in words.split()
    )


def remove(apps, schema_editor):
    words = [text for group in WORDS.values() for text in group.split()]
    apps.get_model("assistance", "MeasureWord").objects.filter(word__in=words).delete()


class Migration(migrations.Migration):
    dependencies = [("assistance", "0001_house")]
    operations = [migrations.RunPython(write, remove)]
