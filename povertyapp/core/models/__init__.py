"""The nouns that every floor knows: places, users, parameters, acts, months, jobs, files, imports, exports."""

from povertyapp.core.models.act import Act
from povertyapp.core.models.area import Area
from povertyapp.core.models.batch import ImportBatch, ImportColumn
from povertyapp.core.models.bulk import BulkRun
from povertyapp.core.models.chain import (
    ChainBatch,
    ChainSegment,
    ChainSource,
    ChainStatement,
    ContextChange,
)
from povertyapp.core.models.device import Device
from povertyapp.core.models.draft import Draft
from povertyapp.core.models.file import StoredFile
from povertyapp.core.models.gateway import Gateway, GatewayCall
from povertyapp.core.models.job import Job
from povertyapp.core.models.notice import Notice, ReminderDay
from povertyapp.core.models.parameter import RuleParameter
from povertyapp.core.models.record import AccessAlert, ExportRecord, MonthLock, RevealRecord
from povertyapp.core.models.saved_filter import SavedFilter
from povertyapp.core.models.tally import Tally
from povertyapp.core.models.terms import OwnTerm, TermChoice, TermPack, TermWord
from povertyapp.core.models.user import RoleGrant, User

__all__ = [
    "AccessAlert",
    "Act",
    "Area",
    "BulkRun",
    "ChainBatch",
    "ChainSegment",
    "ChainSource",
    "ChainStatement",
    "ContextChange",
    "Device",
    "Draft",
    "ExportRecord",
    "ImportBatch",
    "ImportColumn",
    "Gateway",
    "GatewayCall",
    "Job",
    "MonthLock",
    "Notice",
    "OwnTerm",
    "ReminderDay",
    "RevealRecord",
    "RoleGrant",
    "RuleParameter",
    "SavedFilter",
    "StoredFile",
    "Tally",
    "TermChoice",
    "TermPack",
    "TermWord",
    "User",
]
