"""Pictures that come from outside: looked at before a pixel is decoded, and drawn anew without what cameras write."""

from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

QUALITY = 85
JPEG = "image/jpeg"
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
END_OF_JPEG = b"\xff\xd9"
# What a picture has no use for, and a browser or a shell would run or open.
FOREIGN = (
    b"<script",
    b"<html",
    b"<svg",
    b"<!doctype",
    b"<?php",
    b"%pdf-",
    b"pk\x03\x04",
    b"javascript:",
    b"#!/",
)


def redrawn(source: BinaryIO, *, most_pixels: int, edge: int, formats: tuple[str, ...]) -> bytes:
    """Return the picture as a new JPEG, upright, at most `edge` long and without metadata.

    ValidationError: no picture of these formats, or more pixels than allowed; the size is looked at first.
    """
    try:
        with Image.open(source, formats=formats) as picture:
            if picture.width * picture.height > most_pixels:
                raise ValidationError(_("照片的像素太多，请缩小后再传。"))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except BROKEN:
        raise ValidationError(_("打不开这张照片，请用 JPG 或 PNG 格式。")) from None
    upright.thumbnail((edge, edge))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def check_plain_jpeg(content: bytes) -> None:
    """Refuse a file that is a JPEG and something else besides: a page, a script, an archive (polyglots)."""
    is_whole = content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0").endswith(END_OF_JPEG)
    lowered = content.lower()
    if not is_whole or any(word in lowered for word in FOREIGN):
        raise ValidationError(_("这个文件不只是一张照片，请重新拍一张。"))
