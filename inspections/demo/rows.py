"""Rows on their way to PostgreSQL as text of COPY, written while the next ones are being made."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor

FLUSH_CHARACTERS = 8_000_000
READ_BYTES = 1 << 18


class _Text(dict):
    """How a value of a class is written in COPY's text format. No value holds a tab, a line end or `\\`."""

    def __missing__(self, kind):
        self[kind] = str  # numbers, and words of a code list
        return str


TEXT = _Text(
    {
        type(None): lambda value: r"\N",
        bool: lambda value: "t" if value else "f",
        dt.date: dt.date.isoformat,
        list: lambda values: "{" + ",".join(map(str, values)) + "}",
        dict: lambda value: "{}",
    }
)


def as_line(values):
    """Return values as one line of COPY's text, without its end."""
    return "\t".join([v if v.__class__ is str else TEXT[v.__class__](v) for v in values])


class Sheet:
    """Rows of one model: `columns` vary from row to row, every other column has the model's default."""

    def __init__(self, model, columns, **fixed):
        fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
        rest = [name for name in fields if name not in columns]
        values = [fixed[name] if name in fixed else fields[name].get_default() for name in rest]
        self.end = "\t" * bool(values) + as_line(values) + "\n"
        names = ", ".join(f'"{name}"' for name in [*columns, *rest])
        self.statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
        self.lines, self.characters, self.count = [], 0, 0

    def add(self, *values):
        """Add a row, its values in the order of the columns."""
        self.add_line(as_line(values))

    def add_line(self, line):
        """Add a row that is written already."""
        self.lines.append(line)
        self.characters += len(line)

    def take(self):
        """Return the rows that wait as one text, and forget them."""
        text = self.end.join([*self.lines, ""])
        self.count += len(self.lines)
        self.lines, self.characters = [], 0
        return text


class Writer:
    """Writes sheets by COPY in a thread of its own: one core makes rows, the other stores and checks them.

    `sheets` stand in an order in which every row comes after those it refers to. Use as a context: leaving it
    writes what waits. An error of the database is raised in the caller.
    """

    def __init__(self, cursor, sheets):
        self.cursor, self.sheets = cursor, sheets
        self.thread, self.running = ThreadPoolExecutor(max_workers=1), None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            if error is None:
                self._send()
                self._wait()
        finally:
            self.thread.shutdown()

    def flush(self):
        """Send what waits, once there is enough of it; wait for what was sent before."""
        if sum(sheet.characters for sheet in self.sheets) >= FLUSH_CHARACTERS:
            self._send()

    def _send(self):
        texts = [(sheet.statement, sheet.take()) for sheet in self.sheets if sheet.lines]
        self._wait()
        self.running = self.thread.submit(self._copy, texts)

    def _wait(self):
        if self.running:
            self.running.result()

    def _copy(self, texts):
        for statement, text in texts:
            self.cursor.copy_expert(statement, io.BytesIO(text.encode()), size=READ_BYTES)
