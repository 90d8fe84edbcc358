"""How the texts of a month are written, hashed and put into a tree: the one definition (docs/proof.md).

It travels with every bundle in front of `verify.py`, so it imports nothing of the application and stays within what
Python 3.8 knows.
"""

import csv
import hashlib
import io
import json
import struct
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

FORMAT, INPUTS_FORMAT = 3, 1
NOT_MET = ("partial", "failed", "falsified")
FILES = ("README.md", "account.json", "evidence.csv", "inputs.json", "lines.csv", "month.json", "verify.py")
MANIFEST = "manifest.json"
WORDS = {
    "households": "户",
    "household_details": "户的人数和离册",
    "household_events": "档案更新",
    "household_member_events": "成员档案更新",
    "form_figures": "扶贫手册数据",
    "living_conditions": "生产生活条件",
    "assignments": "结对帮扶",
    "visits": "走访",
    "voided_visits": "走访核销",
    "measures": "帮扶措施",
    "voided_measures": "措施核销",
    "training_attendances": "培训签到",
    "excuses": "免责",
    "line_corrections": "申诉更正",
    "meetings": "会议",
    "circulars": "通报",
    "supervision_lines": "倒查责任",
    "check_rounds": "暗访轮次",
    "transitions": "程序步骤",
    "publicities": "公示",
    "findings": "数据问题",
    "rectification_measures": "整改措施",
    "measure_steps": "整改步骤",
    "check_answers": "账实核对",
    "assistance_plans": "帮扶计划",
    "contact_cards": "联系卡张贴",
    "posts": "驻村岗位",
    "attendance": "驻村考勤",
    "village_tasks": "定点帮扶任务",
    "villages": "村",
    "village_years": "村年度数据",
    "enterprises": "合作社和企业",
    "benefit_links": "利益联结",
    "parties": "责任方",
    "parameters": "参数",
}
OUTCOMES = {"met": "完成", "partial": "部分完成", "failed": "未完成", "excused": "免责", "falsified": "作假"}
DAYS = (
    "happened_on",
    "changed_on",
    "from_date",
    "month",
    "assigned_on",
    "held_on",
    "issued_on",
    "decided_on",
    "posted_on",
    "deadline",
    "registered_on",
)


class AlteredError(Exception):
    """What does not agree, in one sentence."""


# ---- one definition of texts, hashes and trees


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def said(value):
    """Return a value as canonical JSON: one line, keys in order, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def number(value):
    """Return a figure with two decimals as the texts write it; None, and what is text already, stay as they are."""
    return value if value is None or isinstance(value, str) else f"{Decimal(str(value)):.2f}"


def leaf_hash(text):
    return hashlib.sha256(b"\0" + text.encode()).hexdigest()


def _node(left, right):
    return hashlib.sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


def _above(hashes):
    pairs = [_node(*hashes[n : n + 2]) for n in range(0, len(hashes) - 1, 2)]
    return pairs + hashes[-1:] if len(hashes) % 2 else pairs


def root_of(hashes):
    """Return the root of the tree over hashes in their order; one without a neighbour goes up as it is."""
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:
        hashes = _above(hashes)
    return hashes[0]


class Tree:
    """All levels of the tree, for the ways of many leaves."""

    def __init__(self, hashes):
        self.levels = [list(hashes)]
        while len(self.levels[-1]) > 1:
            self.levels.append(_above(self.levels[-1]))

    def path(self, index):
        """Return the neighbours on the way from one leaf to the root."""
        path = []
        for hashes in self.levels[:-1]:
            if index ^ 1 < len(hashes):
                path.append(hashes[index ^ 1])
            index //= 2
        return path


def path_of(hashes, index):
    """Return the neighbours on the way from one leaf to the root."""
    return Tree(hashes).path(index)


def climb(leaf, index, count, path):
    """Return the root that a leaf at a place in a tree of so many leaves leads to."""
    if not 0 <= index < count:
        raise AlteredError("证明路径的位置不对")
    left = list(path)
    while count > 1:
        if index ^ 1 < count:
            if not left:
                raise AlteredError("证明路径太短")
            other = left.pop(0)
            leaf = _node(other, leaf) if index % 2 else _node(leaf, other)
        index, count = index // 2, (count + 1) // 2
    if left:
        raise AlteredError("证明路径太长")
    return leaf


def party_text(party, lines, rules):
    """Return the text of one party: its verdict, then what it owed of each subject, in the order of their bytes."""
    head = [
        "party",
        party["level"],
        party["code"],
        number(party["score"]),
        party["verdict"],
        party["lines"],
        party["failed"],
    ]
    over = {rule["rule"]: rule["population"] for rule in rules}
    found: dict[tuple[str, str, str], list] = {}
    for line in lines:
        key = (line["subject_kind"], line["subject_code"], over[line["rule"]])
        found.setdefault(key, []).append(_told(line))
    rows = [said(["of", *key, *sorted(told, key=_rule)]) for key, told in found.items()]
    return "\n".join([said(head), *sorted(rows)])


def _told(line):
    figures = [line["required"], line["delivered"], line["voided"]]
    return [line["rule"], *figures, line["outcome"], number(line["weight"])]


def _rule(told):
    return told[0]


def month_text(month):
    """Return the text of a month: its rules and the parameters that they asked for, and the root of its parties."""
    rules = [
        [
            "rule",
            rule["rule"],
            rule["party_level"],
            rule["obligation"],
            rule["population"],
            number(rule["weight"]),
            rule["is_hard"],
            rule["allows_part"],
            rule["title"],
            rule["text"],
        ]
        for rule in sorted(month["rules"], key=lambda rule: rule["rule"])
    ]
    parameters = [["parameter", name, value] for name, value in sorted(month["parameters"].items())]
    rows = [["month", FORMAT, month["area"], month["month"]], *rules, *parameters]
    return "\n".join(map(said, [*rows, ["parties", month["count"], month["root"]]]))


def digest_of_month(month):
    return sha256(month_text(month).encode())


def key_text(key, rows):
    """Return the text of what stands in the inputs under one key; a row is `file,line of the file`."""
    return "\n".join([said(["key", key]), *sorted(rows)])


def inputs_text(inputs):
    """Return the text of the inputs of a month: each file with its columns and rows, and the root of the keys."""
    files = [
        ["file", file["name"], file["columns"], file["key"], file["rows"]]
        for file in sorted(inputs["files"], key=lambda file: file["name"])
    ]
    rows = [["inputs", INPUTS_FORMAT, inputs["area"], inputs["month"]], *files]
    return "\n".join(map(said, [*rows, ["keys", inputs["count"], inputs["root"]]]))


def digest_of_inputs(inputs):
    return sha256(inputs_text(inputs).encode())


def fields(line):
    """Return the fields of one line of a file."""
    return next(csv.reader([line])) if '"' in line else line.split(",")


def by_key(files):
    """Return key → rows (`file,line`) of files given as (name, place of the key column, lines)."""
    found: dict[str, list[str]] = {}
    for name, place, lines in files:
        for line in lines:
            found.setdefault(fields(line)[place], []).append(f"{name},{line}")
    return found


def key_leaves(found):
    """Return the keys in the order of their bytes, and the hash of each."""
    keys = sorted(found, key=str.encode)
    return keys, [leaf_hash(key_text(key, found[key])) for key in keys]


# ---- the score (rulebook D4)


def judge(lines, rules, settled):
    """Return (score as text or None, verdict) of a party from its lines."""
    if not lines:
        return None, "no_account"
    hard = {rule["rule"] for rule in rules if rule["is_hard"]}
    whole = done = Fraction(0)
    for line in lines:
        if line["outcome"] == "excused":
            continue
        weight = Fraction(str(line["weight"]))
        whole += weight
        if line["outcome"] == "met":
            done += weight
        elif line["outcome"] == "partial":
            done += weight * Fraction(line["delivered"], line["required"])
    score = None if not whole else rounded(100 * done / whole)
    if any(line["outcome"] == "falsified" for line in lines):
        return score, "falsified"
    if any(line["rule"] in hard and line["outcome"] in ("partial", "failed") for line in lines):
        return score, "not_settled"
    return score, "settled" if score is None or Decimal(score) >= Decimal(str(settled)) else "not_settled"


def rounded(value):
    """Return a fraction with two decimals, halves up."""
    exact = Decimal(value.numerator * 10**12 // value.denominator).scaleb(-12)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):.2f}"


# ---- tables for reading, made from what is proved


LEADS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for the beginning of a formula


def table(rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([[as_text(cell) for cell in row] for row in rows])
    return ("\ufeff" + text.getvalue()).encode()


def as_text(cell):
    """Return a cell that stays text in a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LEADS) else cell


def lines_table(month, lines):
    rules = {rule["rule"]: rule for rule in month["rules"]}
    head = ["规则", "事项", "对象", "应做", "已做", "核销", "结果", "权重", "性质"]
    rows = [
        [
            line["rule"],
            rules[line["rule"]]["title"],
            line["subject_code"],
            line["required"],
            line["delivered"],
            line["voided"],
            OUTCOMES.get(line["outcome"], line["outcome"]),
            number(line["weight"]),
            "必须" if rules[line["rule"]]["is_hard"] else "计分",
        ]
        for line in lines
    ]
    return table([head, *sorted(rows, key=lambda row: (row[2], row[0], said(row)))])


def evidence_table(inputs):
    columns = {file["name"]: file["columns"] for file in inputs["files"]}
    rows = [["对象", "种类", "日期", "编号", "内容"]]
    for leaf in inputs["leaves"]:
        for row in leaf["rows"]:
            name, line = row.split(",", 1)
            told = dict(zip(columns[name], fields(line)))  # noqa: B905 - Python 3.8 has no strict
            rows.append([leaf["key"], WORDS.get(name, name), _day(told), _receipt(name, told), _rest(told)])
    return table(rows)


def _day(told):
    return next((told[name] for name in DAYS if told.get(name)), "")


def _receipt(name, told):
    if name == "visits":
        return f"V-{told['happened_on'].replace('-', '')}-{int(told['visit_id']):04d}"
    return next((value for column, value in told.items() if column.endswith("_id")), "")


def _rest(told):
    return "; ".join(f"{column}={value}" for column, value in told.items() if value)


# ---- the bundle as a file: stored, without dates, so that one content has one form


def as_json(value):
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def pack(files):
    """Return a zip of name → bytes, uncompressed and undated: the same files are always the same bytes."""
    body, central = io.BytesIO(), io.BytesIO()
    for name in sorted(files):
        data, place = files[name], body.tell()
        facts = struct.pack(
            "<HHHHHIIIHH", 20, 0x800, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name.encode()), 0
        )
        body.write(b"PK\3\4" + facts + name.encode() + data)
        central.write(b"PK\1\2" + struct.pack("<H", 20) + facts)
        central.write(struct.pack("<HHHII", 0, 0, 0, 0, place) + name.encode())
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), central.tell(), body.tell(), 0)
    return body.getvalue() + central.getvalue() + b"PK\5\6" + end


def unpack(data):
    """Return name → bytes of a bundle; anything beside its files is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            files = {name: book.read(name) for name in book.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise AlteredError("压缩包打不开，已被改动") from None
    if pack(files) != data:
        raise AlteredError("压缩包同原样不一致，已被改动")
    return files
