"""Who sends what, and what dies when: made from a seed, so that a storm can be raised again."""

import datetime as dt
import hashlib
import uuid
from random import Random

VICTIMS = ("web", "worker", "database")
CHANNELS = ("home", "phone", "video")
MET = ("head", "family", "nobody")
ANSWERS = ("fine", "problem", "unclear")
BATCH = 5
PHOTO_ONE_IN = 20


def submissions_of(seed: int, count: int, phones: list[dict], picture: bytes, now) -> list[dict]:
    """Return `count` visits over the phones in turn; each says its own number in `content`.

    A phone is `{"helper", "households"}`. Every twentieth visit announces a photo, always the same picture.
    """
    random = Random(f"visits {seed}")
    made = []
    for number in range(count):
        phone = number % len(phones)
        day = now.date() - dt.timedelta(days=random.randrange(min(now.day, 20)))
        made.append(
            {
                "phone": phone,
                "body": {
                    "submission_id": _uuid(random),
                    "household_no": random.choice(phones[phone]["households"]),
                    "happened_on": day.isoformat(),
                    "channel": random.choice(CHANNELS),
                    "device_at": now.isoformat(),
                    "met": random.choice(MET),
                    "guarantees": random.choice(ANSWERS),
                    "content": f"第 {number} 次走访 {random.getrandbits(64):016x}",
                    "photos": [_photo(random, picture)] if number % PHOTO_ONE_IN == 0 else [],
                },
            }
        )
    return made


def _uuid(random):
    return str(uuid.UUID(int=random.getrandbits(128), version=4))


def _photo(random, picture):
    digest = hashlib.sha256(picture).hexdigest()
    return {"photo_id": _uuid(random), "sha256": digest, "size": len(picture), "caption": "housing"}


def kills_of(seed: int, kills: int, count: int) -> list[tuple[int, str]]:
    """Return (after how many receipts, what dies): every victim as often as the others, at random moments."""
    random = Random(f"kills {seed}")
    victims = [VICTIMS[number % len(VICTIMS)] for number in range(kills)]
    random.shuffle(victims)
    moments = sorted(random.sample(range(count // 50, count * 19 // 20), kills))
    return list(zip(moments, victims, strict=True))
