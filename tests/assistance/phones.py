"""Phones for tests: a client that sends with `X-Device`, and what it sends."""

import uuid

from rest_framework.test import APIClient

from povertyapp.core.devices import enrol_device

VISITS, BATCH, PHOTOS, DEVICES = (
    "/api/v1/visits/",
    "/api/v1/visits/batch/",
    "/api/v1/photos/",
    "/api/v1/devices/",
)


def body(household, **changes):
    """Return a visit as a phone sends it."""
    return {
        "submission_id": str(uuid.uuid4()),
        "household_no": household.household_no,
        "happened_on": "2017-03-18",
        "channel": "home",
        "met": "head",
        "people_change": "none",
        "next_promise": "送鸡苗",
        **changes,
    }


class Phone:
    """A phone that was enrolled: no cookie, no CSRF token."""

    def __init__(self, user, device_id=None):
        self.enrolled = enrol_device(by=user, device_id=device_id or uuid.uuid4(), name="红米")
        self.device = self.enrolled.device
        self.header = f"{self.device.device_id}:{self.enrolled.secret}"
        self.client = APIClient(enforce_csrf_checks=True, headers={"X-Device": self.header})

    def get(self, url):
        return self.client.get(url)

    def post(self, sent, url=VISITS):
        return self.client.post(url, sent, format="json")

    def delete(self, url):
        return self.client.delete(url)

    def piece(self, photo_id, offset, content):
        return self.client.generic(
            "PATCH",
            f"{PHOTOS}{photo_id}/",
            content,
            content_type="application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )
