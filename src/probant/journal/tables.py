"""Operations of migrations: many tables, or many columns, drawn at once."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """`CreateModel`, many times over, with the project's models drawn once.

    Django draws every related model again after each `CreateModel`: the time grows with the square
    of their number (the tables of support alone took half a minute). Here they are declared
    together and drawn once, then their tables are made one after the other.
    """

    reversible = True

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = list(tables)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.tables], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # drawn again, once, when somebody asks for them
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"


class AddColumns(Operation):
    """`AddField`, many times over, with the project's models drawn once.

    SQLite adds a column in place where it may be empty or the database knows its default, and
    Django makes the whole table anew for any other: a default is therefore told to the database.
    """

    reversible = True

    def __init__(self, columns: Sequence[AddField]) -> None:
        self.columns = list(columns)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.columns], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # drawn again, once, when somebody asks for them
        for column in self.columns:
            column.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for column in self.columns:
            model = to_state.apps.get_model(app_label, column.model_name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                field = model._meta.get_field(column.name)
                if not field.null and not field.has_db_default():
                    field.db_default = field.get_default()
                BaseDatabaseSchemaEditor.add_field(schema_editor, model, field)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for column in reversed(self.columns):
            column.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Add {len(self.columns)} columns"
