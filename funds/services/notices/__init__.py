"""Making money and projects public: posting, pictures, objections, taking down, and going by it."""

from funds.services.notices.objecting import answer_objection, object_to_notice
from funds.services.notices.posting import add_photo, go_by_notices, post_notice, take_down

__all__ = [
    "add_photo",
    "answer_objection",
    "go_by_notices",
    "object_to_notice",
    "post_notice",
    "take_down",
]
