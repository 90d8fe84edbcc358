"""Hostile workbooks, made by hand: each name in `HOSTILE` is a file that must cost nobody anything.

Run with a folder and the files' names, this module reads each in a process of its own and prints what came of it.
"""

import io
import json
import os
import resource
import struct
import sys
import time
import zipfile
import zlib

from povertyapp.core.workbooks.guards import OLE_SIGNATURE

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
BOOK = (
    f'<workbook {MAIN} xmlns:r="{REL}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>户编号</t></is></c></row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
MB = 1 << 20


def links(target="worksheets/sheet1.xml"):
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )


def sheet(inside, before=""):
    return f"<worksheet {MAIN}>{before}<sheetData>{inside}</sheetData></worksheet>"


def package(parts, book=BOOK, target="worksheets/sheet1.xml"):
    """Return an xlsx of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", links(target))
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_deflated(data, name, raw, declared):
    """Add a part to a zip whose compressed bytes and declared size are given as they are."""
    end = data.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<10xHII", data, end)
    encoded = name.encode()
    fields = (20, 0, 8, 0, 0, 0, len(raw), declared, len(encoded), 0)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", *fields) + encoded + raw
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, start) + encoded
    directory = data[start : start + length] + central
    closing = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0
    )
    return data[:start] + local + directory + closing


def bomb(declared):
    """Return ten megabytes that open to ten gigabytes of blanks."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * MB) + packer.flush(zlib.Z_FULL_FLUSH)
    raw = block * (10 * MB // len(block) - 1) + packer.flush()
    return with_deflated(package({}), "xl/worksheets/sheet1.xml", raw, declared)


def corner(reference, row):
    return sheet(f'{HEADER}<row r="{row}"><c r="{reference}"><v>1</v></c></row>')


def shared(count, text, numbered=True):
    if numbered:
        items = "".join(f"<si><t>{text}{number}</t></si>" for number in range(count))
    else:
        items = f"<si><t>{text}</t></si>" * count
    strings = f'<sst {MAIN} count="{count}" uniqueCount="{count}">{items}</sst>'
    return package({"xl/worksheets/sheet1.xml": sheet(HEADER), "xl/sharedStrings.xml": strings})


def merges():
    ranges = '<mergeCell ref="A1:IV9000"/>' * 200_000
    page = corner("IV9000", 9000).replace("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")
    return package({"xl/worksheets/sheet1.xml": page})


def linked():
    formula = '<row r="2"><c r="A2"><f>[1]Sheet1!$A$1</f><v>7</v></c><c r="B2" t="str"><f>HYPERLINK("http://127.0.0.1:9/")</f><v>甲</v></c></row>'
    outside = f'<externalLink {MAIN}><externalBook xmlns:r="{REL}" r:id="rId1"/></externalLink>'
    target = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{REL}/externalLinkPath"'
        ' Target="http://127.0.0.1:9/other.xlsx" TargetMode="External"/></Relationships>'
    )
    return package(
        {
            "xl/worksheets/sheet1.xml": sheet(HEADER + formula),
            "xl/externalLinks/externalLink1.xml": outside,
            "xl/externalLinks/_rels/externalLink1.xml.rels": target,
        }
    )


def old_book(records):
    """Return an .xls of these records (kind, body), in a compound file."""
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    assert len(fat) <= 128
    fields = (0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = OLE_SIGNATURE + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", *fields)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)

    def entry(name, kind, first, length, child=0xFFFFFFFF):
        encoded = (name + "\0").encode("utf-16-le")
        return encoded.ljust(64, b"\0") + struct.pack(
            "<HBBIII36xII4x", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, first, length
        )

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, 2, len(stream))
    packed_fat = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    return header + packed_fat + directory.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def old_sheet(dimensions, cells):
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    sheet_begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)
    name = b"\x05\x00Liste"
    at = 4 + len(begin) + 4 + 6 + len(name) + 4
    bound = struct.pack("<IH", at, 0) + name
    numbers = [(0x0203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in cells]
    return old_book(
        [(0x0809, begin), (0x0085, bound), (0x000A, b""), (0x0809, sheet_begin)]
        + [(0x0200, struct.pack("<IIHHH", 0, dimensions[0], 0, dimensions[1], 0)), *numbers, (0x000A, b"")]
    )


def page(inside):
    return f"<html><body><table><tr><td>户编号</td></tr>{inside}</table></body></html>".encode()


SHEET = "xl/worksheets/sheet1.xml"
LIE = '<dimension ref="A1:XFD1048576"/>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b SYSTEM "http://127.0.0.1:9/x">]>'
UTF16_BOOK = (
    '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>' + BOOK.replace("表", "&a;")
).encode("utf-16")

# Name → (what makes it, the codes with which it may be refused; empty: it is read, and safely).
HOSTILE = {
    "bomb.xlsx": (lambda: bomb(0xFFFFFFF0), {"bomb"}),
    "bomb-that-lies.xlsx": (lambda: bomb(1000), {"unreadable"}),
    "dimension-lie.xlsx": (lambda: package({SHEET: sheet(HEADER, LIE)}), set()),
    "last-cell.xlsx": (lambda: package({SHEET: corner("XFD1048576", 1048576)}), {"too_many_rows"}),
    "far-corner.xlsx": (lambda: package({SHEET: corner("IV20000", 20000)}), {"too_many_cells"}),
    "small-letters.xlsx": (lambda: package({SHEET: corner("xfd9", 9)}), {"too_wide"}),
    "no-references.xlsx": (
        lambda: package({SHEET: sheet("<row>" + "<c><v>1</v></c>" * 4_000_000 + "</row>"), "xl/a.bin": os.urandom(MB)}),
        {"too_many_cells"},
    ),
    "sheet-named-picture.xlsx": (
        lambda: package({"xl/media/a.png": corner("XFD1048576", 1048576)}, target="media/a.png"),
        {"too_many_rows"},
    ),
    "merges.xlsx": (merges, set()),
    "laughs.xlsx": (lambda: package({SHEET: LAUGHS + sheet(HEADER)}), {"entities"}),
    "external-entity.xlsx": (lambda: package({SHEET: EXTERNAL + sheet(HEADER)}), {"entities"}),
    "entity-in-utf16.xlsx": (lambda: package({SHEET: sheet(HEADER)}, book=UTF16_BOOK), {"unreadable", "entities"}),
    "external-links.xlsx": (linked, set()),
    "million-strings.xlsx": (lambda: shared(1_000_000, "字"), set()),
    "ten-megabytes-of-strings.xlsx": (lambda: shared(300_000, "字" * 10), set()),
    "strings-without-end.xlsx": (lambda: shared(4_000_000, "", numbered=False), {"too_many_cells", "bomb"}),
    "no-workbook.xlsx": (lambda: package({}, book="<a"), {"unreadable"}),
    "program.xlsx": (lambda: b"MZ\x90\0" + bytes(range(256)) * 4000, {"unreadable"}),
    "nul.csv": (lambda: "户编号,姓名\n1,甲\0乙\n".encode(), {"unreadable"}),
    "wide.csv": (lambda: b"," * (9 * MB), {"too_wide"}),
    "wide-and-long.csv": (lambda: b"," * 250 + b"\n" * (9 * MB), {"too_many_rows"}),
    "one-field.csv": (lambda: b'"' + b"a" * (9 * MB), {"unreadable"}),
    "broken.xls": (lambda: OLE_SIGNATURE + bytes(range(256)) * 100, {"unreadable"}),
    "ring.xls": (lambda: old_sheet((1, 1), [(0, 0)])[:520] + struct.pack("<I", 2) * 126, {"unreadable"}),
    "lie.xls": (lambda: old_sheet((0xFFFFFFF, 0xFFFF), [(0, 0)]), {"unreadable"}),
    "corner.xls": (lambda: old_sheet((65536, 256), [(0, 0), (65535, 255)]), {"too_many_cells"}),
    "script.xls": (
        lambda: page("<tr><td>1<script>document.write('<tr><td>x')</script><img src=http://127.0.0.1:9/></td></tr>"),
        set(),
    ),
    "comments.xls": (lambda: page("<!--" * (2 * MB)), set()),
    "open-tags.xls": (lambda: page("<td " * (2 * MB)), set()),
    "spans.xls": (lambda: page('<tr><td rowspan="9999" colspan="256">x</td></tr>' * 20_000), {"unreadable"}),
}  # fmt: skip


def outcome(path):
    """Read a file; return how it ended and what the work cost: seconds of this process, rise of its memory in MB."""
    from povertyapp.core.workbooks import UnreadableWorkbook, read_workbook

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    try:
        book = read_workbook(path)
        ended, facts = (
            "read",
            {"formulas": [sheet.formulas for sheet in book], "rows": book.sheets[0].rows[:3]},
        )
        [sheet.filled() for sheet in book]
    except UnreadableWorkbook as error:
        ended, facts = error.code, {}
    seconds = time.process_time() - started
    rise = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    return facts | {"ended": ended, "seconds": seconds, "rise_mb": rise}


def main(folder, names):
    for name in names:
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:
            result = json.dumps(outcome(os.path.join(folder, name)), default=str)
            os.write(writing, result.encode())
            os._exit(0)
        os.close(writing)
        _pid, status = os.waitpid(child, 0)
        with os.fdopen(reading) as answer:
            text = answer.read()
        sys.stdout.write(json.dumps({"name": name, "status": status} | json.loads(text or "{}")) + "\n")


if __name__ == "__main__":
    import django

    django.setup()
    main(sys.argv[1], sys.argv[2:])
