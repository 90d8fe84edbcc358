"""The nouns that every floor knows: places, users, parameters, locks of months, jobs, exports."""

from povertyapp.core.models.area import Area
from povertyapp.core.models.parameter import RuleParameter
from povertyapp.core.models.record import ExportRecord, MonthLock, RevealRecord
from povertyapp.core.models.user import RoleGrant, User

__all__ = ["Area", "ExportRecord", "MonthLock", "RevealRecord", "RoleGrant", "RuleParameter", "User"]
