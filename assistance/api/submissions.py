"""What a client sends as a visit or a correction, checked for its shape, and what it is told."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from assistance.choices import (
    Caption,
    Change,
    Channel,
    Guarantee,
    MemberMove,
    Met,
    Need,
    Promise,
    Satisfaction,
)
from households.facts import FactField

FACTS_MAX, PHOTOS_MAX, BATCH_MAX = 60, 3, 50


class VisitDetailSerializer(serializers.Serializer):
    """The follow-up answers of a visit."""

    member_moves = serializers.ListField(child=serializers.ChoiceField(MemberMove.choices), required=False)
    member_note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    needs = serializers.ListField(child=serializers.ChoiceField(Need.choices), required=False)
    need_note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    promise_reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
class FactValueField(serializers.Field):
    """A code, several codes, or a telephone."""

    def to_internal_value(self, data):
        if isinstance(data, str) and len(data) <= 40:
            return data
        if isinstance(data, list) and len(data) <= 10 and all(isinstance(one, str) for one in data):
            return data
        raise serializers.ValidationError(_("请填一段文字（不超过 40 个字），或最多 10 个代码。"))

    def to_representation(self, value):
        return value


class FactSerializer(serializers.Serializer):
    """A fact that the visitor put right. `base` is the version that he had read; without it 428."""

    person_no = serializers.CharField(max_length=24, required=False, allow_null=True)
    field = serializers.ChoiceField(FactField.choices)
    value = FactValueField()
    base = serializers.CharField(max_length=64, required=False, allow_blank=True, allow_null=True)


class PlaceSerializer(serializers.Serializer):
    """Where the phone was (WGS-84), when its owner chose to say so."""

    lat = serializers.FloatField(min_value=-90, max_value=90)
    lon = serializers.FloatField(min_value=-180, max_value=180)
    accuracy = serializers.FloatField(min_value=0, max_value=1_000_000, required=False, allow_null=True)


class PhotoFactsSerializer(serializers.Serializer):
    """A photo that will follow the record."""

    photo_id = serializers.UUIDField()
    sha256 = serializers.RegexField(r"^[0-9a-fA-F]{64}$")
    size = serializers.IntegerField(min_value=1)
    caption = serializers.ChoiceField(Caption.choices, required=False)


class AnswersSerializer(serializers.Serializer):
    """The answers of a visit, all of which may be left out."""

    met = serializers.ChoiceField(Met.choices, required=False)
    people_change = serializers.ChoiceField(Change.choices, required=False)
    guarantees = serializers.ChoiceField(Guarantee.choices, required=False)
    last_promise = serializers.ChoiceField(Promise.choices, required=False)
    satisfaction = serializers.ChoiceField(Satisfaction.choices, required=False)
    detail = VisitDetailSerializer(required=False)
    content = serializers.CharField(max_length=500, required=False, allow_blank=True)
    solved = serializers.CharField(max_length=200, required=False, allow_blank=True)
    next_promise = serializers.CharField(max_length=200, required=False, allow_blank=True)
    next_promise_on = serializers.DateField(required=False, allow_null=True)
    is_signed = serializers.BooleanField(required=False, allow_null=True)


class VisitSubmission(AnswersSerializer):
    """A visit as a client sends it. `submission_id` is made by the client, once for each visit.

    `device_at` is the phone's clock at the press, `sent_at` while it sends: both may differ between two sendings of
    the same content.
    """

    submission_id = serializers.UUIDField()
    household_no = serializers.CharField(max_length=20)
    happened_on = serializers.DateField()
    channel = serializers.ChoiceField(Channel.choices)
    helper_code = serializers.CharField(max_length=20, required=False, allow_null=True)
    visitor_name = serializers.CharField(max_length=40, required=False)
    device_at = serializers.DateTimeField(required=False, allow_null=True)
    sent_at = serializers.DateTimeField(required=False, allow_null=True)
    began_at = serializers.DateTimeField(required=False, allow_null=True)
    ended_at = serializers.DateTimeField(required=False, allow_null=True)
    facts = FactSerializer(many=True, required=False, max_length=FACTS_MAX)
    place = PlaceSerializer(required=False, allow_null=True)
    photos = PhotoFactsSerializer(many=True, required=False, max_length=PHOTOS_MAX)


def lacks_version(sent) -> bool:
    """Say whether a fact came without the version that its sender had read."""
    return any(not fact.get("base") for fact in sent.get("facts", ()))


class BatchSerializer(serializers.Serializer):
    """Several visits in one request; each is decided on its own."""

    submissions = serializers.ListField(
        child=serializers.DictField(), allow_empty=False, max_length=BATCH_MAX
    )


class CorrectionSubmission(AnswersSerializer):
    """A new version of a visit: the reason, and the answers that change."""

    submission_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=200)
    channel = serializers.ChoiceField(Channel.choices, required=False)
    happened_on = serializers.DateField(required=False)


class FactResultSerializer(serializers.Serializer):
    """What became of a fact: applied, the same as it stands, or held beside another value for a person."""

    person_no = serializers.CharField(allow_null=True)
    field = serializers.ChoiceField(FactField.choices)
    result = serializers.ChoiceField(["applied", "same", "held"])


class PhotoOffsetSerializer(serializers.Serializer):
    """How much of a photo is here."""

    photo_id = serializers.UUIDField()
    offset = serializers.IntegerField()


class HeldSerializer(serializers.Serializer):
    """Work that was taken and waits for a person: neither lost nor applied by itself."""

    submission_id = serializers.UUIDField()
    state = serializers.ChoiceField(["held", "refused"])
    detail = serializers.CharField()


class BatchResultSerializer(serializers.Serializer):
    """What became of one submission of a batch: its status as of a single post, and its answer or errors."""

    submission_id = serializers.CharField(allow_null=True)
    status = serializers.IntegerField()
    errors = serializers.DictField(required=False)
    detail = serializers.CharField(required=False)


class BatchAnswerSerializer(serializers.Serializer):
    results = BatchResultSerializer(many=True)
