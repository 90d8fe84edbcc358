"""What every phone page carries for its script: the files that the phone keeps, the sentences it may say, the reader's
mark, which names his store on the phone without naming him. Higher floors add their sentences and tabs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.text import Text

# Whoever has it may sign a phone on and take his work along.
USE = "assistance.use_phone"

SCRIPTS = (
    "vendor/idb/umd.js",
    "js/phone/copy.js",
    "js/phone/store.js",
    "js/phone/work.js",
    "js/phone/send.js",
    "js/phone/fill.js",
    "js/phone/photos.js",
    "js/phone/facts.js",
    "js/phone/form.js",
    "js/phone/visit.js",
    "js/phone/check.js",
    "js/phone/queue.js",
    "js/phone/phone.js",
)
ASSETS = (
    "css/tokens.css",
    "css/phone.css",
    "img/favicon.svg",
    "img/icons.svg",
    "img/phone-192.png",
    *SCRIPTS,
)
MARK_LENGTH = 16


def user_mark(user):
    """Return the mark by which the phone knows whose pages these are."""
    return salted_hmac("phone pages of", str(user.pk), algorithm="sha256").hexdigest()[:MARK_LENGTH]


@dataclass(frozen=True)
class Tab:
    """A place in the bottom bar, for those who have the verb. `part` names what of the pack it needs."""

    name: str
    label: Text
    icon: str
    url_name: str
    verb: str = USE
    part: str = ""


VISIT = "assistance.add_visit"
TABS = [
    Tab("home", gettext_lazy("待办"), "todo", "assistance:m_home", VISIT, "visits"),
    Tab("households", gettext_lazy("我的户"), "house", "assistance:m_households", VISIT, "visits"),
    Tab("visit", gettext_lazy("记走访"), "edit", "assistance:m_pick", VISIT, "visits"),
    Tab("queue", gettext_lazy("待发"), "send", "assistance:m_queue"),
    Tab("me", gettext_lazy("我的"), "user", "assistance:m_me", ""),
]
MORE_WORDS: list[Callable[[], dict[str, str]]] = []


def words():
    """Return what the script says, in the reader's language; `{n}` and the like are filled in by it."""
    found = _about_the_network() | _about_states() | _about_photos() | _about_the_form()
    for more in MORE_WORDS:
        found |= more()
    return found


def _about_the_network():
    return {
        "offline": _("离线：可以照常填写，先存在本机"),
        "offline_kept": _("离线 · 已存本机 {n} 条，联网后自动送达"),
        "sending": _("正在发送 {i}/{n}"),
        "sending_photo": _("正在发送照片"),
        "waiting": _("待发 {n} 条"),
        "photos_waiting": _("走访已送达，还有 {n} 张照片待发"),
        "attention": _("{n} 条需处理"),
        "attention_and_waiting": _("{n} 条需处理 · 待发 {m} 条"),
        "sign_in": _("待发 {n} 条，请重新登录后送达"),
        "all_sent": _("已全部送达 {time}"),
        "revoked": _("这台手机上的户资料已清除；没送出的走访先交村里核对"),
        "needs_network": _("现在没有网络，这一步要联网后再做。"),
        "unsent": _(
            "还有 {n} 条走访或草稿没有送达。退出后它们封存在本机，别人看不到；您再登录这台手机就能接着送。"
        ),
    }


def _about_states():
    return {
        "state_draft": _("草稿"),
        "state_waiting": _("已存本机，等待发送"),
        "state_sending": _("正在发送"),
        "state_received": _("已送达"),
        "state_attention": _("需要处理"),
        "state_held": _("已交村里核对"),
        "receipt": _("回执"),
        "what_to_do": _("请点“打开修改”改好再提交；内容没错就点“重试”。"),
        "change_follows": _("这一条也许已经送到，您的修改会作为更正跟在后面送出。"),
        "is_correction": _("这一条是更正，原来的一条照样留着。"),
        "late": _("当月录入已经截止，列为补报。"),
        "fact_held": _("您改的情况和别人改的不一样，两个都留着，由村里核对。"),
        "refused": _("服务器没有收下这一条。"),
        "other_body": _("同一个编号送过不同的内容，这一份交村里核对。"),
        "changed_before_receipt": _("送达以前改过"),
        "really_drop": _("确定删除，不能恢复"),
        "total": _("没送达的 {n} 条"),
        "backup_made": _("备份已导出，内容是加密的，只有您自己登录后能导入。"),
        "taken_in": _("已导入 {n} 条。"),
        "not_taken_in": _("这个文件打不开：不是走访备份，或者不是您的。导入要联网。"),
    }


def _about_photos():
    return {
        "photos_sent": _("照片 {all} 张已送达"),
        "photos_left": _("照片已送 {sent} 张，共 {all} 张"),
        "photo_refused": _("有一张照片没有收下"),
        "photos_full": _("最多 3 张照片。"),
        "no_room": _("手机存储快满了，先不加照片；走访照样可以提交。"),
        "photo_working": _("正在缩小照片…"),
        "photo_unreadable": _("这张照片打不开，请换一张，或者不加照片直接提交。"),
        "place_working": _("正在取位置，最多 15 秒…"),
        "place_got": _("已取位置，误差约 {metres} 米"),
        "place_none": _("没有取到位置，不影响提交。"),
        "place_denied": _("手机没有允许取位置，不影响提交。"),
        "place_skipped": _("已跳过位置。"),
    }


def _about_the_form():
    return {
        "draft_kept": _("草稿已存 {time}"),
        "not_kept": _("没有存住：手机存储可能满了。请先别关这一页，腾出空间后再点一次。"),
        "already_waits": _("这一户已有一条走访存在本机没有送达。要改它请到“待发”里打开，不用再填一次。"),
        "clock_off": _("手机的时间和服务器差 {n} 分钟，走访日期按服务器的时间算。"),
        "bad_day": _("请写成 2017-06-10 这样的日期。"),
        "future": _("走访日期不能晚于今天。"),
        "which_day": _("请写走访日期，例如 2017-06-10。"),
        "why": _("请写明更正理由。"),
        "month": _("{year}年{month}月"),
        "me": _("我的"),
        "whole_household": _("全户"),
    }
