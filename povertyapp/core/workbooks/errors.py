"""The one error of a workbook that cannot be taken in at all: one sentence that says what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "not_found": _("找不到文件“%(file)s”，请核对路径和文件名后再试。"),
    "empty": _("文件“%(file)s”是空的（0 字节），请在 Excel 中重新保存后再上传。"),
    "too_large": _("文件“%(file)s”有 %(size)s，超过 %(limit)s 的上限，请按乡镇拆成几个文件再上传。"),
    "too_many_rows": _("文件“%(file)s”的工作表“%(sheet)s”超过 %(limit)s 行，请按乡镇拆成几个文件再上传。"),
    "too_wide": _("文件“%(file)s”的工作表“%(sheet)s”超过 %(limit)s 列，请删除表格右侧多余的内容后再上传。"),
    "too_many_cells": _(
        "文件“%(file)s”的表格范围超过 %(limit)s 万个单元格，请删除表格右侧和下方多余的内容后再上传。"
    ),
    "bomb": _("文件“%(file)s”解压后超过 %(limit)s，已拒绝读取，请把数据复制到新工作簿再上传。"),
    "entities": _("文件“%(file)s”含有不允许的 XML 声明，已拒绝读取，请用 Excel 另存为 .xlsx 后再上传。"),
    "macros": _("文件“%(file)s”含有宏，已拒绝读取，请另存为“Excel 工作簿 (*.xlsx)”后再上传。"),
    "encrypted": _("文件“%(file)s”设有打开密码，请在 Excel 中取消密码并保存后再上传。"),
    "unreadable": _(
        "文件“%(file)s”打不开或不是 Excel 文件，请用 Excel 打开检查后另存为 .xlsx、.xls 或 .csv 再上传。"
    ),
    "no_header": _(
        "文件“%(file)s”不是“%(table)s”的模板，没有找到列：%(columns)s，请对照模板改好表头再上传。"
    ),
    "lacking_sheets": _(
        "文件“%(file)s”有工作表缺少必需的列：%(sheets)s，请补上这些列，或把不用导入的工作表删掉再上传。"
    ),
    "no_rows": _("文件“%(file)s”的“%(table)s”只有表头，没有数据行，请填写数据后再上传。"),
}


class UnreadableWorkbook(ValidationError):  # noqa: N818 - it describes the file, as users see it
    """Say in one Chinese sentence why nothing was read from a file and what to do; `code` names the cause."""

    def __init__(self, code: str, file: str, **params):
        super().__init__(SENTENCES[code], code=code, params={"file": file, **params})

    def __str__(self) -> str:
        return self.messages[0]
