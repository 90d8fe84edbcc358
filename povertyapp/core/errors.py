"""The one error of our own. The other three are Django's: ValidationError, PermissionDenied, Http404."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refusal_of(error):
    """Return what the database refused as a sentence for the page; raise the error again where it has none.

    For what only the database sees: that two accounts are those of one person.
    """
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if name == "one_person_one_role":
        return ValidationError(_("您的另一个账号已经办过相关的一步，请由另一个人办。"))
    raise error


class Conflict(Exception):  # noqa: N818 - it is a state of the world, not a mistake
    """The state moved on while the user was looking: pages answer 409 and say who and when.

    `facts` are said beside the sentence where the API answers.
    """

    facts: dict[str, str] = {}

    def __init__(self, message):
        super().__init__(message)
        self.message = message
