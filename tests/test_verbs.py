"""Every verb that the code writes in a journal has its words for the timelines."""

import re
from pathlib import Path

from probant.kernel import verbs

SOURCE = Path(__file__).resolve().parents[1] / "src" / "probant"


def test_every_verb_written_in_a_journal_is_worded() -> None:
    written = {
        verb
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts and "bench" not in path.parts
        for verb in re.findall(r'verb="([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }
    assert "directory.create_organisation" in written
    assert sorted(verb for verb in written if verbs.words_of(verb) == "Écriture") == []
