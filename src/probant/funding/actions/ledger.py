"""Accounts written and taken back, their sections sent to actions, the keys that share a cost."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from probant.funding.access import can_record
from probant.funding.models import (
    AccountMapping,
    LedgerEntry,
    LedgerFile,
    ShareKey,
    ShareKeyPart,
)
from probant.funding.rules.chart import side_of
from probant.funding.rules.ledger import WHOLE, EntryLine, name_lines
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action

AT_ONCE = 1000
LEDGER = "ledger"


def write_ledger(
    entry: Entry,
    *,
    house_id: int,
    year: int,
    starts_on: datetime.date,
    ends_on: datetime.date,
    kind: str,
    name: str,
    lines: Sequence[EntryLine],
    debit_cents: int,
    credit_cents: int,
    aside_count: int,
    replaces: Sequence[LedgerFile] = (),
) -> LedgerFile:
    """Keep a file of accounts inside an open entry; the files it replaces keep their lines.

    The caller has checked it. Effects: rows; the entry mentions ("ledger", id).
    """
    file = LedgerFile.objects.create(
        house_id=house_id,
        year=year,
        starts_on=starts_on,
        ends_on=ends_on,
        kind=kind,
        name=name[:200],
        received_on=entry.today,
        seq=entry.seq,
        debit_cents=debit_cents,
        credit_cents=credit_cents,
        aside_count=aside_count,
    )
    LedgerEntry.objects.bulk_create(
        (
            LedgerEntry(
                ledger=file,
                key=key,
                position=line.position,
                account=line.account,
                account_label=line.account_label[:120],
                section=line.section,
                section_label=line.section_label[:120],
                day=line.day,
                journal=line.journal,
                piece=line.piece,
                label=line.label[:300],
                debit_cents=line.debit_cents,
                credit_cents=line.credit_cents,
            )
            for key, line in name_lines(lines)
        ),
        batch_size=AT_ONCE,
    )
    LedgerFile.objects.filter(pk__in=[one.pk for one in replaces]).update(replaced_by=file)
    entry.mention(LEDGER, file.pk)
    return file


def take_back_ledger(entry: Entry, file: LedgerFile) -> None:
    """Take a file of accounts away inside an open entry; those it replaced stand again.

    Raises `Refused` where a later file replaced it: that one goes first.
    """
    if file.replaced_by is not None:
        raise Refused(
            f"Ces comptes ont été remplacés depuis par « {file.replaced_by.name} » : annulez "
            "d’abord cet import-là."
        )
    LedgerFile.objects.filter(replaced_by=file).update(replaced_by=None)
    entry.mention(LEDGER, file.pk)
    entry.detail(category="funding", label=file.name, year=file.year)
    LedgerEntry.objects.filter(ledger=file).delete()
    file.delete()


def assign(
    *,
    actor: Actor,
    house_id: int,
    section: str = "",
    account: str = "",
    action: Action | None = None,
    share_key: ShareKey | None = None,
    heading: str = "",
    from_year: int = 0,
    key: uuid.UUID | None = None,
) -> AccountMapping:
    """Say where the entries of a section, of accounts or of both go; remembered for every year,
    or from the financial year `from_year` on: those before stay where they were.

    Neither action nor key: they are outside the actions. Raises `Refused` and the journal's errors.
    Effects: the row, in place of what it was; one entry.
    """
    require(can_record(actor, house_id))
    section, account, heading = section.strip(), account.strip(), heading.strip()
    if not section and not account:
        raise Refused("Dites quelle section ou quel compte est affecté.")
    if account and side_of(account) is None and account not in ("6", "7", "8"):
        raise Refused("Un compte de charges ou de produits commence par 6, 7, 86 ou 87.")
    if action is not None and share_key is not None:
        raise Refused("Choisissez une action ou une clé de répartition, pas les deux.")
    for target in (action, share_key):
        if target is not None and target.house_id != house_id:
            raise Refused("Cette action est celle d’une autre structure.")
    if heading and side_of(heading) is None:
        raise Refused("Le compte de présentation commence par 6, 7, 86 ou 87.")
    if from_year and not 1900 <= from_year <= 2199:
        raise Refused("Écrivez l’exercice sur quatre chiffres, comme 2025.")
    if heading and account and side_of(heading) != side_of(account):
        raise Refused("Une charge se présente parmi les charges, un produit parmi les produits.")
    with change(actor, verb="funding.assign_accounts", houses=[house_id], key=key) as entry:
        mapping, created = AccountMapping.objects.get_or_create(
            house_id=house_id, section=section, account=account, from_year=from_year
        )
        if not created:
            entry.detail(
                category="funding",
                before=[mapping.action_id, mapping.share_key_id, mapping.heading],
            )
        mapping.action, mapping.share_key, mapping.heading = action, share_key, heading
        mapping.save()
        if action is not None:
            entry.mention("action", action.pk)
    return mapping


def forget_assignment(
    *, actor: Actor, mapping: AccountMapping, key: uuid.UUID | None = None
) -> None:
    """Forget a mapping: its entries are to be assigned again."""
    require(can_record(actor, mapping.house_id))
    with change(
        actor, verb="funding.forget_assignment", houses=[mapping.house_id], key=key
    ) as entry:
        entry.detail(
            category="funding",
            section=mapping.section,
            account=mapping.account,
            from_year=mapping.from_year,
            before=[mapping.action_id, mapping.share_key_id, mapping.heading],
        )
        if mapping.action_id is not None:
            entry.mention("action", mapping.action_id)
        mapping.delete()


def write_share_key(
    *,
    actor: Actor,
    house_id: int,
    name: str,
    rule: str,
    year: int,
    parts: Mapping[int, int],
    share_key: ShareKey | None = None,
    key: uuid.UUID | None = None,
) -> ShareKey:
    """Write a rule by which what is common is shared, and its parts for a year.

    `parts`: hundredths of a percent by action; what is under 100 % stays outside the actions.
    Raises `Refused` and the journal's errors. Effects: rows; one entry mentioning the actions.
    """
    require(can_record(actor, house_id))
    if not name.strip() or not rule.strip():
        raise Refused("Une clé a un nom et une règle écrite : elle est jointe au compte rendu.")
    if not 1900 <= year <= 2199:
        raise Refused("L’exercice est une année sur quatre chiffres, par exemple 2024.")
    if any(not 0 < part <= WHOLE for part in parts.values()):
        raise Refused("Une part va de plus de 0 % à 100 %.")
    if sum(parts.values()) > WHOLE:
        raise Refused(
            f"Les parts font {sum(parts.values()) / 100:g} % : elles ne dépassent pas 100 %."
        )
    own = set(Action.objects.filter(house_id=house_id, pk__in=parts).values_list("pk", flat=True))
    if own != set(parts):
        raise Refused("Cette action est celle d’une autre structure.")
    named = ShareKey.objects.filter(house_id=house_id, name=" ".join(name.split()))
    if named.exclude(pk=share_key.pk if share_key else 0).exists():
        raise Refused("Une clé de répartition porte déjà ce nom.")
    with change(actor, verb="funding.write_share_key", houses=[house_id], key=key) as entry:
        one = share_key or ShareKey(house_id=house_id)
        one.name, one.rule = " ".join(name.split()), rule.strip()
        one.save()
        before = ShareKeyPart.objects.filter(share_key=one, year=year)
        entry.detail(
            category="funding", before=list(before.values_list("action", "share_hundredths"))
        )
        before.delete()
        ShareKeyPart.objects.bulk_create(
            ShareKeyPart(share_key=one, year=year, action_id=number, share_hundredths=part)
            for number, part in parts.items()
        )
        for number in parts:
            entry.mention("action", number)
    return one
