"""Who may write conventions, budgets, awards and payments."""

from probant.funding.models import BANK_READERS, AwardMade, Convention, FundingRequest
from probant.funding.rules import Status
from probant.funding.rules.chain import Stage
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role

READERS = HOUSE | FUNDERS
STEWARDS = TEAM | {Role.BOARD}  # those who read what missions cost


def can_record(actor: Actor, house_id: int) -> Decision:
    """The team of the house that keeps the convention."""
    if actor.house_id != house_id:
        return refused("Cette convention est tenue par une autre structure.")
    if not actor.has(*TEAM):
        return refused("Seule l’équipe de la structure tient ses conventions et budgets.")
    return ALLOWED


def can_change(actor: Actor, convention: Convention) -> Decision:
    """The team, as long as the convention is neither closed nor dropped.

    What happened may be recorded whatever the status: see `can_record`.
    """
    if convention.status in (Status.CLOSED, Status.DROPPED):
        word = Status(convention.status).label
        return refused(f"Cette convention est {word} : ses fiches et budgets ne changent plus.")
    return can_record(actor, convention.house_id)


def can_keep_chain(actor: Actor, award: AwardMade, stage: str) -> Decision:
    """The team of the house records what it learns; the funder's people their own side of it.

    Commitments, orders, retentions and recovery orders are those of the funder's finance; its
    officers attest the service. A call is the beneficiary's: the team's alone.
    """
    if can_record(actor, award.house_id):
        return ALLOWED
    if actor.organisation_id != award.funder_id or stage == Stage.CALLED:
        return refused("Cette subvention est versée par une autre collectivité.")
    allowed = {Role.FUNDER_FINANCE}
    if stage == Stage.CERTIFIED:
        allowed.add(Role.FUNDER_OFFICER)
    if actor.has(*allowed):
        return ALLOWED
    return refused("Cette étape est notée par le service des finances du financeur.")


def can_pay(actor: Actor, award: AwardMade) -> Decision:
    """The team, from its bank; the funder's finance, from its orders."""
    if can_record(actor, award.house_id):
        return ALLOWED
    if actor.organisation_id == award.funder_id and actor.has(Role.FUNDER_FINANCE):
        return ALLOWED
    return refused("Un versement est noté par l’équipe, ou par les finances du financeur.")


def can_judge(actor: Actor, convention: Convention) -> Decision:
    """The funder's officers and finance examine; the team notes what a letter told it."""
    if can_record(actor, convention.house_id):
        return ALLOWED
    if not actor.has(Role.FUNDER_OFFICER, Role.FUNDER_FINANCE):
        return refused("Les pièces sont examinées par les services du financeur.")
    if Convention.objects.visible_to(actor).filter(pk=convention.pk).exists():
        return ALLOWED
    return refused("Cette convention est celle d’une autre collectivité.")


def can_examine(actor: Actor, convention: Convention, *, closes: bool = False) -> Decision:
    """A funder's people on what it funds (closing: its finance); the house's team writes down what
    a funder did on paper."""
    if actor.house_id == convention.house_id and actor.has(*TEAM):
        return ALLOWED
    funds = (
        actor.organisation_id is not None
        and convention.parties.filter(organisation=actor.organisation_id, role="funder").exists()
    )
    if not funds:
        return refused("Seul un financeur de la convention examine ses comptes rendus.")
    if closes and not actor.has(Role.FUNDER_FINANCE):
        return refused("Le service des finances du financeur clôt le compte rendu.")
    if not actor.has(Role.FUNDER_OFFICER, Role.FUNDER_FINANCE):
        return refused("Les services du financeur examinent les comptes rendus.")
    return ALLOWED


OWN = TEAM | {Role.BOARD}  # of the house, those who read its requests and its permanent file
BOTH = OWN | FUNDERS  # both sides of a request


def can_instruct(actor: Actor, request: FundingRequest) -> Decision:
    """The officers of the funder that the request is addressed to, once it is deposited."""
    if actor.organisation_id != request.funder_id or not actor.has(Role.FUNDER_OFFICER):
        return refused("Seul le service du financeur instruit cette demande.")
    return ALLOWED


def can_note(actor: Actor, request: FundingRequest) -> Decision:
    """What the funder said may be noted by its service, or by the team that was told."""
    if can_instruct(actor, request).allowed or can_record(actor, request.house_id).allowed:
        return ALLOWED
    return refused("Cette demande est suivie par la structure et par le service du financeur.")


def reads_bank(actor: Actor, request: FundingRequest | None = None) -> bool:
    """Who reads the number of the account, and opens its statement.

    In the house, those who fill requests; at the funder's, those who instruct and pay the request.
    """
    if request is None:
        return actor.house_id is not None and actor.has(*BANK_READERS)
    if actor.house_id == request.house_id:
        return actor.has(*BANK_READERS)
    pays = actor.has(Role.FUNDER_OFFICER, Role.FUNDER_FINANCE)
    return actor.organisation_id == request.funder_id and pays
