"""Sessions in the database, read with a statement written out: every page asks for one.

Building the same question from the model cost several times what the database takes to answer it.
Writing, expiry and clearing are the library's.
"""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

LOAD = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """The project's `SESSION_ENGINE`."""

    def load(self) -> dict[str, Any]:
        """What the session holds; empty, and without a key, where it is unknown or has expired."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(LOAD, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
