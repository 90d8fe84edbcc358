"""What is found on site: the comparison with the record, what follows from it, and the rates of a sample."""

from inspections.services.field.comparing import registered_of, sealed_facts
from inspections.services.field.recording import photos_of, take_check
from inspections.services.field.results import drafts_of, issue_findings

__all__ = ["drafts_of", "issue_findings", "photos_of", "registered_of", "sealed_facts", "take_check"]
