"""Steps of a migration taken together: the state of all models is copied once for all of them, not for each.

A step on a table that another one makes belongs into that one: its columns, constraints and indexes stand in it.
"""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Steps of one migration that only add: tables, columns and constraints, and what columns may hold."""

    reversible = True

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (type(self).__name__, [self.operations], {})

    def state_forwards(self, app_label, state):
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} steps together"
