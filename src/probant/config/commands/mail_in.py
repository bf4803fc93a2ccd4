"""`probant mail-in`: one mail on standard input, as a mail server's alias hands it over.

In /etc/aliases: `depot: "|/srv/probant/.venv/bin/probant mail-in"`. A colleague forwards a mail
to that address; it waits in the inbox, with the cases that it may speak of. What comes back to the
address that letters leave from, handed over too, marks them as not arrived. Exit status 2 makes the
mail server answer that it was not taken.
"""

import argparse
import sys

from probant.config.cli import CommandError

NAME = "mail-in"
HELP = "range un courriel transféré (entrée standard) dans les documents de la structure"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", type=int, help="la structure, où l’expéditeur travaille dans plusieurs"
    )


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from probant.ingestion.actions.mail_in import take_forwarded
    from probant.kernel.decision import Refused
    from probant.post.bounces import note_return
    from probant.post.mail_in import Unreadable

    limit: int = settings.UPLOAD_LIMIT_BYTES
    content = sys.stdin.buffer.read(limit + 1)
    if len(content) > limit:
        raise CommandError(f"ce courriel dépasse {limit // (1024 * 1024)} Mo.")
    returned = note_return(content)
    if returned is not None:
        print(f"Courriel {returned.pk} : revenu, noté.")
        return 0
    try:
        received = take_forwarded(content, house_id=options.organisation)
    except (Unreadable, Refused) as reason:
        raise CommandError(str(reason)) from reason
    if received.refused:
        raise CommandError(received.refused)
    print(f"{received.name} : {'reçu' if received.is_new else 'déjà reçu'}.")
    return 0
