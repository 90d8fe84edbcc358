"""What every viewset of ours has: scope, verb, filter, pages, and the one mapping of errors."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import permissions, serializers, status, viewsets
from rest_framework.exceptions import ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from povertyapp.core.errors import Conflict
from povertyapp.core.models import Device


class MayDo(permissions.BasePermission):
    """The verb named by the viewset: `verbs = {"list": "households.view_household", …}`.

    A phone must be in force as well, except for what `handed_over` names: work is taken from it in any case, and the
    service decides whether it is applied or held.
    """

    def has_permission(self, request, view):
        if isinstance(request.auth, Device):
            if view.action in getattr(view, "handed_over", ()):
                return True
            if not request.auth.is_in_force:
                return False
        verb = getattr(view, "verbs", {}).get(view.action)
        return bool(request.user.is_authenticated and (verb is None or request.user.has_perm(verb)))


class HouseViewSet(viewsets.GenericViewSet):
    """A viewset whose rows are those that the user may see."""

    permission_classes = [MayDo]
    verbs: dict[str, str] = {}
    handed_over: tuple[str, ...] = ()
    model: Any = None  # a scoped model

    def get_queryset(self):
        rows: Any = self.model.objects if self.model else super().get_queryset()
        return rows.visible_to(self.request.user)

    def rows_of(self, model):
        """Return the rows of another model beside this one that the user may see."""
        return model.objects.visible_to(self.request.user)


class ScopedField(serializers.SlugRelatedField):
    """A row of another model, named by `slug_field` and found among those that the user may see."""

    default_error_messages = {
        "does_not_exist": _("没有这条记录，或者不在您的范围内；请核对，或由管这个地方的人办理。")
    }

    def __init__(self, model, slug_field, **kwargs):
        self.model = model
        super().__init__(slug_field=slug_field, queryset=model.objects, **kwargs)

    def get_queryset(self):
        return self.model.objects.visible_to(self.context["request"].user)


def answer_error(exc, context):
    """Map our errors to answers: bad content 422 with fields, a moved state 409; the rest as DRF does."""
    if isinstance(exc, ValidationError):
        errors = exc.message_dict if hasattr(exc, "error_dict") else {"detail": exc.messages}
        return Response({"errors": errors}, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
    if isinstance(exc, serializers.ValidationError):
        return Response({"errors": exc.detail}, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
    if isinstance(exc, ParseError):  # its own words are those of the reader of JSON, in English
        exc = ParseError(_("送来的内容读不懂，请按 JSON 的格式改好再送。"))
    if isinstance(exc, Conflict):
        return Response({"detail": exc.message, **exc.facts}, status=status.HTTP_409_CONFLICT)
    return exception_handler(exc, context)
