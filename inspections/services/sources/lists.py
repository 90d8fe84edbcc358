"""Lists that every unit goes through: made as long as the source says, named as far as it names."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import Checklist, ChecklistItem
from povertyapp.core.history import because


@transaction.atomic
def make_checklist(*, by, county, kind, title, stated_count, texts=(), source=None, due_on=None):
    """Make a list of `stated_count` items and return it; `texts` name the first ones, the others stay without words.

    A list that the source does not spell out is made empty at its length and says so (T-40); no item is invented.
    Raises ValidationError when more items are named than the source says, or the title is taken.
    """
    texts = [text.strip() for text in texts if text.strip()]
    if len(texts) > stated_count:
        raise ValidationError(
            {"texts": _("原文说有 %(stated)d 项，列出了 %(listed)d 项，请核对。")
             % {"stated": stated_count, "listed": len(texts)}}
        )  # fmt: skip
    made = Checklist(
        area=county, kind=kind, title=title.strip(), stated_count=stated_count, source=source, due_on=due_on
    )
    made.full_clean()
    with because(by=by, reason=_("建立工作清单")):
        made.save()
        ChecklistItem.objects.bulk_create(
            ChecklistItem(
                checklist=made,
                area=county,
                number=number,
                text=texts[number - 1] if number <= len(texts) else "",
            )
            for number in range(1, stated_count + 1)
        )
    return made


@transaction.atomic
def name_item(*, by, item, text):
    """Write what an item is, once the source has named it; return the item. What was answered already stays named."""
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("请写清单事项的内容。")})
    if item.text and item.answers.exists():
        raise ValidationError({"text": _("已经有单位答复，内容不能再改。")})
    item.text = text
    with because(by=by, reason=_("填写清单事项")):
        item.save(update_fields=["text"])
    return item
