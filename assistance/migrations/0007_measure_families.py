"""What families of measures stand for, which answer which cause (B11), and words for the new ones.

A county writes its own answers beside these; the word list grows in the admin.
"""

import datetime as dt

import pgtrigger
from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
# kind, item → 五个一批, 九个到户
FAMILIES = {
    ("industry", ""): ("production", "industry"),
    ("employment", ""): ("production", ""),
    ("training", ""): ("education", "training"),
    ("microcredit", ""): ("production", "finance"),
    ("asset_return", ""): ("production", "project_fund"),
    ("fund_return", ""): ("production", "project_fund"),
    ("social_safety_net", ""): ("social_security", "allowance"),
    ("social_safety_net", "temporary_relief"): ("social_security", "relief"),
    ("social_safety_net", "pension"): ("social_security", ""),
    ("land_transfer", ""): ("production", "industry"),
    ("ecology", ""): ("ecology", ""),
    ("public_post", ""): ("production", ""),
    ("education", ""): ("education", "relief"),
    ("medical", ""): ("social_security", "relief"),
    ("housing", ""): ("", "project_fund"),
    ("relocation", ""): ("relocation", "relocation"),
    ("firm_link", ""): ("production", "firm_link"),
    ("cooperative_link", ""): ("production", "firm_link"),
    ("e_commerce", ""): ("production", "industry"),
    ("tourism", ""): ("production", "industry"),
    ("solar", ""): ("production", "industry"),
    ("water", ""): ("", "project_fund"),
    ("infrastructure", ""): ("", "project_fund"),
    ("donation", ""): ("", ""),
    ("relief", ""): ("social_security", "relief"),
    ("other", ""): ("", ""),
}
# B11, and special relief for the disabled (JZ-42). A kind without item stands for all that is of it.
ANSWERS = {
    "illness": "medical medical/illness_insurance social_safety_net/temporary_relief medical/chronic_contract",
    "disability": "relief/disability_subsidy social_safety_net/allowance medical employment/supported_job"
    " relief/special_relief",
    "schooling": "education",
    "disaster": "relief/disaster_relief housing industry/industry_recovery",
    "lack_land": "relocation employment land_transfer",
    "lack_water": "water relocation",
    "lack_skill": "training",
    "lack_labour": "asset_return fund_return social_safety_net/allowance social_safety_net/five_guarantee"
    " public_post",
    "lack_capital": "microcredit industry",
    "poor_transport": "relocation infrastructure",
    "lack_motivation": "public_post training industry/industry_reward",
}
ITEMS_OF_WORDS = {
    "allowance": "低保兜底 低保",
    "five_guarantee": "五保供养 五保 特困供养",
    "temporary_relief": "临时救助",
    "pension": "养老保险代缴",
    "chronic_contract": "家庭医生签约",
}
NEW_WORDS = {
    ("relief", "disability_subsidy"): "残疾补贴 残疾人补贴",
    ("relief", "disaster_relief"): "灾害救助",
    ("relief", "special_relief"): "特殊救助",
    ("relief", "charity_relief"): "慈善救助",
    ("medical", "illness_insurance"): "大病保险",
    ("medical", "chronic_contract"): "慢病签约",
    ("employment", "supported_job"): "辅助就业",
    ("industry", "industry_recovery"): "产业恢复",
    ("industry", "industry_reward"): "产业奖补",
}
# Measures that were taken in before are named by the longest word in them, within the kind that they have; what
# nobody knew gets the kind of its new word. LF-17 and LF-18 count none of these kinds anew.
NAMED = """
UPDATE assistance_assistancemeasure AS measure SET item = told.item, kind = told.kind
FROM (
  SELECT DISTINCT ON (named.name, named.kind) named.name, named.kind AS old_kind, word.kind, word.item
  FROM (SELECT DISTINCT name, kind FROM assistance_assistancemeasure) AS named
  JOIN assistance_measureword AS word ON position(word.word IN named.name) > 0
  ORDER BY named.name, named.kind, length(word.word) DESC, word.word
) AS told
WHERE told.name = measure.name AND told.old_kind = measure.kind AND told.item <> ''
  AND (told.kind = measure.kind OR (measure.kind = 'other' AND told.kind IN ('relief', 'medical')))
"""


def write(apps, schema_editor):
    """Write the lists; old measures are named past the history: nobody changed what they are (decision 4)."""
    family, answer, word = (
        apps.get_model("assistance", name) for name in ("MeasureFamily", "CauseAnswer", "MeasureWord")
    )
    family.objects.bulk_create(
        family(kind=kind, item=item, batch=batch, reach=reach)
        for (kind, item), (batch, reach) in FAMILIES.items()
    )
    answer.objects.bulk_create(
        answer(cause=cause, kind=kind, item=item, from_date=BEGIN)
        for cause, names in ANSWERS.items()
        for kind, _slash, item in (name.partition("/") for name in names.split())
    )
    for item, words in ITEMS_OF_WORDS.items():
        word.objects.filter(word__in=words.split()).update(item=item)
    known = set(word.objects.values_list("word", flat=True))
    word.objects.bulk_create(
        word(word=text, kind=kind, item=item)
        for (kind, item), words in NEW_WORDS.items()
        for text in words.split()
        if text not in known
    )


def name_old_measures(apps, schema_editor):
    triggers = [f"assistance.AssistanceMeasure:{name}" for name in ("base_update", "update_update")]
    with pgtrigger.ignore(*triggers), schema_editor.connection.cursor() as cursor:
        cursor.execute(NAMED)


def remove(apps, schema_editor):
    for name in ("MeasureFamily", "CauseAnswer"):
        apps.get_model("assistance", name).objects.all().delete()
    words = [text for group in NEW_WORDS.values() for text in group.split()]
    apps.get_model("assistance", "MeasureWord").objects.filter(word__in=words).delete()


class Migration(migrations.Migration):
    dependencies = [("assistance", "0006_assistance")]
    operations = [
        migrations.RunPython(write, remove),
        migrations.RunPython(name_old_measures, migrations.RunPython.noop),
    ]
