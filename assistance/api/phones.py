"""Who sends: the owner of a phone, with the helper that he is."""

from povertyapp.core.device_auth import DeviceAuthentication


class PhoneAuthentication(DeviceAuthentication):
    """The owner of a phone that was enrolled; a visit asks for him and for the helper that he is at once."""

    related = ("owner__helper",)
