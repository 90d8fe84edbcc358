"""The one error of our own. The other three are Django's: ValidationError, PermissionDenied, Http404."""


class Conflict(Exception):  # noqa: N818 - it is a state of the world, not a mistake
    """The state moved on while the user was looking: pages answer 409 and say who and when."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message
