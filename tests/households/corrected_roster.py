"""Correct an error workbook of the dirty roster as an official would: what the answer key expects, else by hand.

The key says of most faults what should have stood there. Of the others it cannot know it; HAND says for each code what
somebody with the paper file would do, and why.
"""

import openpyxl

from households.identity import check_digit
from povertyapp.core.workbooks import cells

PEOPLE, HOMES = "户成员信息", "户基本信息"
INCOME = ("工资性收入", "生产经营性收入", "财产性收入", "转移性收入")


class Book:
    """The two sheets of an error workbook, read and written by row and header."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)
        self.places = {PEOPLE: self._header(PEOPLE, (3,)), HOMES: self._header(HOMES, (3, 4))}

    def _header(self, name, rows):
        sheet, found, group = self.book[name], {}, ""
        for column in range(1, sheet.max_column + 1):
            upper, *lower = (cells.word(sheet.cell(row, column).value) for row in rows)
            group = upper or group
            written = lower[0] if lower and lower[0] else upper
            found.setdefault(written, column)
            if lower and lower[0]:
                found[f"{group}/{written}"] = column
        return found

    def get(self, sheet, row, column):
        return self.book[sheet].cell(row, self.places[sheet][column]).value

    def put(self, sheet, row, column, value):
        cell = self.book[sheet].cell(row, self.places[sheet][column])
        cell.value = value
        if isinstance(value, str):
            cell.data_type, cell.number_format = "s", "@"

    def number(self, sheet, row, column):
        return float(self.get(sheet, row, column) or 0)

    def rows_of(self, number, sheet=PEOPLE):
        page = self.book[sheet]
        return [
            row for row in range(4, page.max_row + 1) if cells.word(self.get(sheet, row, "户编号")) == number
        ]

    def home_row(self, number):
        return next(iter(self.rows_of(number, HOMES)), None)


# Facts of a household that its member rows repeat: put right on each of them.
REPEATED = {
    "乡镇",
    "行政村",
    "户主姓名",
    "人数",
    "银行账号",
    "联系电话",
    "主要致贫原因",
    "脱贫年度",
    "识别年度",
    "人均纯收入",
    "帮扶责任人",
}


def correct(path, key, target):
    """Write the workbook corrected; the faults of one household may need each other's correction first."""
    book = Book(path)
    for found in key["findings"]:
        if found["code"] in HAND and not (found["code"] == "EXIT_STATUS_CONFLICT" and found["expected"]):
            HAND[found["code"]](book, found)
        else:
            _as_expected(book, found)
    book.book.save(target)


def _as_expected(book, found):
    column = (
        f"{found['group']}/{found['column']}"
        if found["group"] and "年" not in found["group"]
        else found["column"]
    )
    book.put(found["sheet"], found["row"], column, found["expected"])
    if found["code"] == "HH_FIELD_INCONSISTENT" or found["column"] not in REPEATED:
        return
    for other in found["related"]:
        book.put(other["sheet"], other["row"], column, found["expected"])


def _everywhere(column, value):
    def act(book, found):
        for row in book.rows_of(found["household_no"]):
            book.put(PEOPLE, row, column, value)

    return act


def _here(column, value):
    def act(book, found):
        book.put(found["sheet"], found["row"], column, value)

    return act


def _number_of_his_own(book, found):
    """Two people have one number: the second gets the one of his birthday and sex, as his card would show it."""
    row = found["row"]
    born = cells.date(book.get(PEOPLE, row, "出生日期"))
    male = cells.word(book.get(PEOPLE, row, "性别")) == "男"
    body = f"422827{born:%Y%m%d}{991 if male else 992}"
    book.put(PEOPLE, row, "证件号码", body + check_digit(body))
    home = book.home_row(found["household_no"])
    if home and cells.word(book.get(PEOPLE, row, "与户主关系")) == "户主":
        book.put(HOMES, home, "户主证件号码", body + check_digit(body))


def _not_exited(book, found):
    """Below the line nobody has exited: the household is in poverty still."""
    _everywhere("脱贫状态", "未脱贫")(book, found)
    _everywhere("脱贫年度", None)(book, found)


def _shift(amount, to, balance):
    """Add an amount to one part of the income and take it back from another, so that the sum stays."""

    def act(book, found):
        row = found["row"]
        book.put(HOMES, row, to, book.number(HOMES, row, to) + amount)
        book.put(HOMES, row, balance, book.number(HOMES, row, balance) + amount)

    return act


def _no_loss(book, found):
    """A business loses nothing below zero: what it lost is its expense."""
    row = found["row"]
    lost = -book.number(HOMES, row, "生产经营性收入")
    book.put(HOMES, row, "生产经营性收入", 0)
    book.put(HOMES, row, "生产经营性支出", book.number(HOMES, row, "生产经营性支出") + lost)
    for name in ("家庭纯收入", "人均纯收入"):
        assert book.get(HOMES, row, name) is not None


def _rest_of_transfers(book, found):
    """What the parts lack or have too much is 其中:其他, or one that is large enough."""
    row = found["row"]
    rest = book.number(HOMES, row, "转移性收入") - sum(book.number(HOMES, row, part) for part in PARTS)
    part = next(part for part in ("其中:其他", *PARTS) if book.number(HOMES, row, part) + rest >= 0)
    book.put(HOMES, row, part, book.number(HOMES, row, part) + rest)


def _without_a_slip(book, found):
    """An income of a hundred thousand a head is a slip of the pen: the wages make it 4,000."""
    row, numbers = found["row"], book.rows_of(found["household_no"])
    size = len(numbers)
    others = sum(book.number(HOMES, row, name) for name in INCOME[1:]) - book.number(
        HOMES, row, "生产经营性支出"
    )
    net = max(4000 * size, others)
    book.put(HOMES, row, "工资性收入", net - others)
    book.put(HOMES, row, "家庭纯收入", net)
    for sheet, place in [(HOMES, row), *((PEOPLE, number) for number in numbers)]:
        book.put(sheet, place, "人均纯收入", round(net / size, 2))


def _no_such_household(book, found):
    """A household without one member is no household: its row goes."""
    page = book.book[HOMES]
    for column in range(1, page.max_column + 1):
        page.cell(found["row"], column).value = None


PARTS = ("其中:低保金", "其中:五保金", "其中:养老保险金", "其中:生态补偿金", "其中:计划生育金", "其中:其他")


def _other_part(book, found):
    """One part of the transfers is set right; what is over or lacking stood under another one, mostly 其中:其他."""
    row = found["row"]
    moved = book.number(HOMES, row, found["column"]) - float(found["expected"])
    book.put(HOMES, row, found["column"], found["expected"])
    others = [part for part in ("其中:其他", *PARTS) if part != found["column"]]
    part = next(part for part in others if book.number(HOMES, row, part) + moved >= 0)
    book.put(HOMES, row, part, book.number(HOMES, row, part) + moved)


def _sum_and_head(book, found):
    """The sum of a household's income is set right, and with it what it makes a head."""
    row, numbers = found["row"], book.rows_of(found["household_no"])
    size = book.number(PEOPLE, numbers[0], "人数")
    book.put(HOMES, row, found["column"], found["expected"])
    for sheet, place in [(HOMES, row), *((PEOPLE, number) for number in numbers)]:
        book.put(sheet, place, "人均纯收入", round(float(found["expected"]) / size, 2))


def _both_forms(book, found):
    for group in ("帮扶工作情况表", "帮扶手册"):
        book.put(HOMES, found["row"], f"{group}/{found['column']}", found["expected"])


def _wife_or_husband(book, found):
    """The spouse's sex is wrong in the column and in the number: both were copied from the head."""
    book.put(PEOPLE, found["row"], "性别", found["expected"])
    _number_of_his_own(book, found)


def _row_for_household(book, found):
    """A household that the other sheet lacks gets its row there, with what its members' rows say."""
    number = found["household_no"]
    members = book.rows_of(number)
    first, page = members[0], book.book[HOMES]
    row = page.max_row + 1
    head = next(m for m in members if cells.word(book.get(PEOPLE, m, "与户主关系")) == "户主")
    size = int(book.number(PEOPLE, first, "人数"))
    per_head = book.number(PEOPLE, first, "人均纯收入")
    facts = {name: book.get(PEOPLE, first, name) for name in ("乡镇", "行政村", "户编号", "户主姓名")}
    facts |= {"户主证件号码": book.get(PEOPLE, head, "证件号码"), "人均纯收入": per_head}
    facts |= {"家庭纯收入": round(per_head * size, 2), "工资性收入": round(per_head * size + 300, 2)}
    facts |= {"生产经营性支出": 300, "帮扶措施": "油茶种植、小额信贷、公益性岗位", "是否全家外出": "否"}
    for group in ("帮扶工作情况表", "帮扶手册"):
        facts |= {f"{group}/家庭人口": size, f"{group}/耕地面积(亩)": 2, f"{group}/林地面积(亩)": 3}
    for column, value in facts.items():
        book.put(HOMES, row, column, value)


HAND = {
    "ATTR_CONFLICT": _everywhere("贫困户属性", "一般贫困户"),  # somebody in it can work
    "CAUSE_DUPLICATE": _everywhere("其他致贫原因", None),
    "DEATH_AFTER_EXPORT": _here("变动日期", "2017-03-12"),  # the day and month stand, the year was mistyped
    "DEATH_BEFORE_BIRTH": _here("变动日期", "2017-03-12"),
    "DEATH_COUNTED": lambda book, found: _everywhere("人数", found["expected"])(book, found),
    "DEATH_STILL_ACTIVE": _here("变动日期", "2017-03-12"),  # who worked last year had not died before it
    "EXIT_BEFORE_REG": _everywhere("脱贫年度", 2016),
    "EXIT_BELOW_LINE": _not_exited,
    "EXIT_GUARANTEE": _everywhere("是否危房户", "否"),
    "EXIT_STATUS_CONFLICT": _everywhere("脱贫年度", None),  # in poverty still, so no year of exit
    "EXPENSE_MISSING": _shift(300, "生产经营性支出", "生产经营性收入"),
    "ID_DUP_CROSS": _number_of_his_own,
    "ID_DUP_HOUSEHOLD": _number_of_his_own,
    "INCOME_NEGATIVE": _no_loss,
    "INCOME_PART_MISMATCH": _rest_of_transfers,
    "INCOME_RANGE": _without_a_slip,
    "INCOME_SUM_MISMATCH": _sum_and_head,
    "LAND_RANGE": _both_forms,
    "LOWINC_CONFLICT": _other_part,
    "PENSION_MISSING": _other_part,
    "SPOUSE_SEX_CONFLICT": _wife_or_husband,
    "LABOUR_CONFLICT": _here("劳动技能", "普通劳动力"),  # who works away from home can work
    "MEASURE_BELOW_MIN": _here("帮扶措施", "茶叶种植、藤茶种植、小额信贷"),
    "SHEET_EXTRA_HOUSEHOLD": _no_such_household,
    "SHEET_MISSING_HOUSEHOLD": _row_for_household,
    "WAGE_WORK_CONFLICT": _shift(1000, "工资性收入", "生产经营性支出"),
    "WORK_AGE_CONFLICT": lambda book, found: [
        book.put(PEOPLE, found["row"], "务工状况", None),
        book.put(PEOPLE, found["row"], "务工时间(月)", 0),
    ],
    "WORK_MONTHS_RANGE": _here("务工时间(月)", 6),
    "HH_NO_DUP": lambda book, found: [
        book.put(sheet, row, "户编号", found["expected"])
        for sheet, row in [(PEOPLE, 966), (PEOPLE, 967), (PEOPLE, 968), (PEOPLE, 969), (HOMES, 280)]
    ],
}
