"""`probant mail-in` takes a mail on standard input and says in one line what it did."""

import argparse
import io
import sys

import pytest

from probant.config.cli import CommandError
from probant.config.commands import mail_in
from probant.ingestion.models import Reading
from probant.ingestion.tests.inbox_scenario import Scene
from probant.ingestion.tests.test_mails import email_of, mail

pytestmark = pytest.mark.django_db


def test_command_says_in_one_line_what_it_did(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Scene()

    class Input:
        buffer = io.BytesIO(bytes(mail(email_of(place.actor))))

    monkeypatch.setattr(sys, "stdin", Input)
    assert mail_in.run(argparse.Namespace(organisation=None)) == 0
    assert capsys.readouterr().out == "Nos statuts.eml : reçu.\n"
    Input.buffer = io.BytesIO(b"rien")
    with pytest.raises(CommandError):
        mail_in.run(argparse.Namespace(organisation=None))
    assert Reading.objects.count() == 1
