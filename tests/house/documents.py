"""How the documents are read: pieces of code in running text, tables, headings; and what the code has of them."""

import ast
import pkgutil
import re
from functools import cache
from pathlib import Path

from django.urls import URLPattern, get_resolver

from povertyapp.core.roles import VERBS
from povertyapp.core.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PACKAGES = ("povertyapp", "households", "assistance", "funds", "inspections", "tests")

SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(r"[\w.<>*-]+(?:/[\w.<>*-]+)*/?")
SUFFIXES = {".py", ".md", ".html", ".json", ".lock", ".toml", ".txt", ".yml"}
CALL = re.compile(r"([a-z]\w+)\(.*\)")
# Made when the application runs, or by whoever runs it.
AT_RUN_TIME = ("var", "deploy/certificates")
# Names of Python's and Django's own.
FOREIGN = {"ValidationError", "PermissionDenied", "TypeError", "None", "Model.save"}


def spans(page):
    """Return the pieces of code in running text."""
    return SPAN.findall(FENCE.sub("", page.read_text("utf-8")))


@cache
def names_in(path):
    """Return the names that a Python file defines, those inside a class as `Class.name`."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        found |= _defined(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _defined(inner)}
    return found


def _defined(node):
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


@cache
def all_names():
    """Return the names that any of our Python files defines."""
    folders = [ROOT / package for package in PACKAGES] + [ROOT / "script"]
    return frozenset().union(*(names_in(path) for folder in folders for path in folder.rglob("*.py")))


@cache
def addresses(patterns=None, prefix=""):
    """Return every address of the application as documents write it: `/m/h/<no>/visit/`."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + re.sub(r"<\w+:", "<", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            found.add("/" + path)
        else:
            found |= addresses(tuple(pattern.url_patterns), path)
    return frozenset(found)


def is_file(text):
    """Say whether a piece of code means a file or folder of the repository; `<app>` and `*` stand for any."""
    first = text.split("/")[0]
    if not FILE.fullmatch(text) or text.startswith((*AT_RUN_TIME, "OUT.")):
        return False
    return ("/" in text and (ROOT / first).exists()) or Path(text).suffix in SUFFIXES or first == "<app>"


def file_exists(text):
    pattern = re.sub(r"<\w+>", "*", text.rstrip("/"))
    folders = [ROOT] if "/" in text else [ROOT, *(ROOT / package for package in PACKAGES)]
    return any(next(folder.glob(pattern if folder == ROOT else f"**/{pattern}"), None) for folder in folders)


def fault_of(text):
    """Return a piece of code in a document that names something which is not there, blank otherwise."""
    known = next((known for applies, known in KINDS if applies(text)), None)
    return text if known and not known(text) else ""


def _is_defined_there(text):
    path, name = text.split("::")
    return (ROOT / path).is_file() and name in names_in(ROOT / path)


def _is_defined(text):
    return text in all_names() | FOREIGN


def _is_function(text):
    name = CALL.fullmatch(text)[1]
    return any(known.split(".")[-1] == name for known in all_names())


def _resolves(text):
    """Say whether a dotted name is a module, something in one, or a verb (`households.view_household`)."""
    if any(text in verbs for verbs in VERBS.values()):
        return True
    try:
        pkgutil.resolve_name(text)
    except (ImportError, AttributeError):
        return False
    return True


# What a piece of code can be, and whether it is known; the first kind that applies decides.
KINDS = (
    (re.compile(r"[\w/.-]+::[\w.]+").fullmatch, _is_defined_there),
    (re.compile(r"(?:script|\.ci)/.+").fullmatch, lambda text: (ROOT / text.split()[0]).exists()),
    (re.compile(r"/.+/").fullmatch, lambda text: text in addresses()),
    (is_file, file_exists),
    (re.compile(rf"(?:{'|'.join(PACKAGES)})(?:\.\w+)+").fullmatch, _resolves),
    (re.compile(r"(?:LF|JZ|DQ)-\d+[A-Z]?").fullmatch, lambda text: text in RULES),
    (re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:\.\w+)?").fullmatch, _is_defined),
    (CALL.fullmatch, _is_function),
)


def headings(page):
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def table_under(path, heading):
    """Return the first cells of the rows of the tables between a heading and the next one."""
    text = (ROOT / path).read_text("utf-8").split(f"\n{heading}\n")[1].split("\n#")[0]
    return [
        [cell.strip() for cell in row.strip("| \n").split(" | ")]
        for row in re.findall(r"^\| `.*$", text, re.M)
    ]


def read_settings(path):
    """Return name → default as a document writes it, None where it is worked out, of what a file reads."""
    found = {}
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Call) and re.match(
            r"env_(?!secret)|os\.environ\.get", ast.unparse(node.func)
        ):
            name, *default = node.args
            found[name.value] = _written(default[0]) if default else "required"
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "env_secret":
            found[node.args[0].value] = "required"
    return found


def _written(node):
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    if isinstance(value, list):
        return f"`{','.join(value)}`" if value else "empty"
    if value == "":
        return "empty"
    return f"`{int(value) if isinstance(value, bool) else value}`"
