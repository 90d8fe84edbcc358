"""Indicators of sectors (LF-55): set up by the county office, reported month by month by the unit that owns them."""

from inspections.services.indicators.keeping import keep_indicator, set_path
from inspections.services.indicators.reporting import may_report, report_value
from inspections.services.indicators.system import system_figure, system_rules
from inspections.services.indicators.workbook import export_indicators, import_indicators

__all__ = [
    "export_indicators",
    "import_indicators",
    "keep_indicator",
    "may_report",
    "report_value",
    "set_path",
    "system_figure",
    "system_rules",
]
