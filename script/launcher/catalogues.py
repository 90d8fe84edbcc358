"""The message catalogues, without GNU gettext: `compile FILE.po…`, `update LANGUAGE…`, `check`.

Runs inside `.venv` (Babel, Django). Chinese is the source language: a msgid is what the officials read.
`update` writes new msgids into locale/LANGUAGE and drops those that no source uses; `check` fails where a
catalogue is not what `update` would leave, a translation is missing or fuzzy, or placeholders differ.
"""

import ast
import io
import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
CODES = ROOT / "povertyapp/core/workbooks/data"  # of findings in workbooks: their meanings are messages
SOURCES = ("povertyapp", "households", "assistance", "funds", "inspections")
PLAIN, PLURAL = None, (1, 2)
WITH_CONTEXT, PLURAL_WITH_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    f"{name}{ending}": form
    for name, form in {
        "gettext": PLAIN,
        "ngettext": PLURAL,
        "pgettext": WITH_CONTEXT,
        "npgettext": PLURAL_WITH_CONTEXT,
    }.items()
    for ending in ("", "_lazy", "_noop")
} | {"_": PLAIN, "_now": PLAIN}  # `_now`: at once, in a module whose `_` waits for the language
PLACEHOLDER = re.compile(r"%\([^)]+\)[a-z]|%[sdif]|\{[a-z_0-9]*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WIDTH = 110


def main(arguments: list[str]) -> int:
    """Run one command; 1 where `check` found something, 2 for wrong usage."""
    command, names = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "compile" and names:
        for name in names:
            compile_file(Path(name))
        return 0
    if command == "update" and names:
        sys.stdout.writelines(f"{update(name)}\n" for name in names)
        return 0
    if command == "check" and not names:
        faults = check(used())
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    sys.stderr.write("usage: catalogues.py compile FILE.po… | update LANGUAGE… | check\n")
    return 2


def compile_file(file: Path) -> None:
    """Write the compiled file beside the catalogue, whole or not at all."""
    new = file.with_suffix(".mo.new")
    with new.open("wb") as stream:
        write_mo(stream, load(file))
    new.replace(file.with_suffix(".mo"))


def load(file: Path) -> Catalog:
    """Read a catalogue; the language is the name of its folder."""
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parent.parent.name)


def used() -> Catalog:
    """Return every message of the Python sources and the templates, with the files that use it."""
    found = Catalog(project="povertyapp", charset="utf-8", fuzzy=False)
    for file in source_files():
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(file)).split("\n"))
        place = [(str(file.relative_to(ROOT)), 0)]
        for _line, message, notes, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"]
        ):
            found.add(message, None, place, auto_comments=notes, context=context)
        if is_of_rules(file):
            for clause in clauses(text):
                found.add(clause, None, place)
    for file in sorted(CODES.glob("*-codes.json")):
        for meaning in meanings(file):
            found.add(meaning, None, [(str(file.relative_to(ROOT)), 0)])
    return found


def is_of_rules(file: Path) -> bool:
    """Say whether a file holds rules, whose clauses are messages although no function marks them."""
    return file.suffix == ".py" and "rules" in (file.parent.name, file.stem)


def clauses(text: str) -> list[str]:
    """Return the clause of each rule of a source: the first line of the docstring of a registered function."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    lines = [(ast.get_docstring(node) or "").split("\n", 1)[0] for node in functions if node.decorator_list]
    return [line for line in lines if CHINESE.search(line)]


def meanings(file: Path) -> list[str]:
    """Return what each code of a finding in a workbook means, in the order of the file."""
    entries = [
        entry for section in json.loads(file.read_text("utf-8")).values() for entry in section.values()
    ]
    return [entry if isinstance(entry, str) else entry["meaning"] for entry in entries]


def source_files() -> list[Path]:
    """Return the files that may hold messages, in a fixed order."""
    python = [
        file for app in SOURCES for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts
    ]
    templates = [file for file in (ROOT / "templates").rglob("*") if file.suffix in {".html", ".txt", ".svg"}]
    return sorted(python) + sorted(templates)


def update(language: str) -> str:
    """Bring locale/LANGUAGE to the messages in use and return a sentence with what is left to translate."""
    file = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    template = used()
    catalogue = (
        load(file) if file.exists() else Catalog(locale=language, project="povertyapp", charset="utf-8")
    )
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.fuzzy = False
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(
            stream, catalogue, width=WIDTH, ignore_obsolete=True, include_lineno=False, sort_output=False
        )
    untranslated = sum(1 for message in catalogue if message.id and not is_translated(message))
    return f"{file.relative_to(ROOT)}: {len(template)} messages, {untranslated} to translate"


def check(template: Catalog) -> list[str]:
    """Return one sentence for each fault of each catalogue."""
    files = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))
    if not files:
        return ["locale/en/LC_MESSAGES/django.po is missing (catalogues.py update en)"]
    return [fault for file in files for fault in check_file(file, template)]


def check_file(file: Path, template: Catalog) -> list[str]:
    """Return one sentence for each message that is missing, left over, untranslated, fuzzy or altered."""
    name, catalogue = file.relative_to(ROOT), load(file)
    known = {(message.id, message.context): message for message in catalogue if message.id}
    wanted = {(message.id, message.context): message for message in template if message.id}
    faults = [f"{name}: {key[0]!r} of {_where(wanted[key])} is missing" for key in wanted if key not in known]
    faults += [f"{name}: {key[0]!r} is used nowhere" for key in known if key not in wanted]
    for key, message in known.items():
        if not is_translated(message):
            faults.append(f"{name}: {key[0]!r} has no translation")
        elif message.fuzzy:
            faults.append(f"{name}: {key[0]!r} is marked fuzzy")
        elif placeholders(message.id) != placeholders(message.string):
            faults.append(f"{name}: {key[0]!r} and its translation {message.string!r} differ in placeholders")
    return faults


def is_translated(message: Message) -> bool:
    """Say whether each form of the message has a translation."""
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(forms)


def placeholders(text: str | list[str] | tuple[str, ...] | None) -> set[str]:
    """Return the placeholders of a message, of all its forms together."""
    forms = text if isinstance(text, (list, tuple)) else [text]
    return {found for form in forms for found in PLACEHOLDER.findall(form or "")}


def _where(message: Message) -> str:
    return message.locations[0][0] if message.locations else "a source"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
