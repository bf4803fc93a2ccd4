"""Each figure of the catalogue, on what people of a house really do: what counts and what does not.

For every figure: nothing before; nothing of another year, of another house or of the decoys; then
what one, two and three acts make; two sheets of one structure; and nothing once all is taken back.
"""

import datetime

import pytest

from probant.directory.actions import create_person, merge_organisation
from probant.directory.density import set_density
from probant.directory.models import Organisation
from probant.gatherings.actions import leave_network, take_attendance
from probant.indicators.definition import Indicator
from probant.indicators.engine import measure
from probant.indicators.registry import catalogue
from probant.indicators.registry import indicator as of_code
from probant.indicators.tests.acts import (
    CREATION,
    MADE,
    UNSAID,
    Desk,
    Made,
    One,
    called,
    contracted,
    followed,
    held,
    introduced,
    jobs,
    marked,
    reached,
    referred,
    void,
)
from probant.indicators.tests.acts_of_engagement import ENGAGED_DECOYS
from probant.indicators.tests.acts_of_gatherings import GATHERED, GATHERED_DECOYS
from probant.indicators.tests.acts_of_governance import SAT_DECOYS
from probant.indicators.tests.acts_of_money import FUNDED, FUNDED_DECOYS
from probant.indicators.tests.acts_of_network import NETWORKED_DECOYS, joins, member_met
from probant.indicators.tests.acts_of_outcomes import advanced, proposed, wrote
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
Day = datetime.date
FIRST, MIDDLE, LAST = Day(2023, 1, 1), Day(2023, 6, 15), Day(2023, 12, 31)
BEFORE, AFTER = Day(2022, 12, 31), Day(2024, 1, 1)
YEAR = Period.year(2023)
QPV = {"place_code": "21231", "qpv_code": "21231-fontaine-d-ouche"}
RURAL, TOWN, UNKNOWN = "21584", "21231", "21617"

#: Code → the value after one act; a second one for the same structure; a third for another one.
#: None: the same cannot be recorded twice. Days, hours, posts and amounts in hundredths; the acts
#: come 40, 60 and 80 days after what they are counted from, and last 1, 1.5 and 2 hours.
ACTS, STRUCTURES, DAYS = (1, 2, 3), (1, 1, 2), (4000, 5000, 6000)
HOURS, GIVEN = (100, 250, 450), [one for one in MADE if one.startswith("volunteering.hours")]
VALUES: dict[str, tuple[int, int | None, int]] = {
    "outcomes.proposals_made": ACTS,
    "outcomes.proposals_examined": ACTS,
    "outcomes.proposals_retained": ACTS,
    "outcomes.proposals_set_aside": ACTS,
    "outcomes.proposals_carried_out": ACTS,
    "outcomes.proposals_answered": ACTS,
    "outcomes.outputs": ACTS,
    "outcomes.minutes": ACTS,
    "outcomes.syntheses": ACTS,
    "outcomes.documents": ACTS,
    "outcomes.roadmap_versions": ACTS,
    "roadmap.measures_advanced": ACTS,
    "roadmap.measures_done": ACTS,
    "dla.organisations_supported": STRUCTURES,
    "dla.organisations_welcomed": STRUCTURES,
    "dla.diagnoses": ACTS,  # cases
    "dla.plans": ACTS,
    "dla.organisations_coordinated": STRUCTURES,
    "dla.follow_ups": ACTS,
    "dla.individual_missions": ACTS,
    "dla.collective_missions": ACTS,
    "dla.collective_participants": STRUCTURES,
    "dla.missions": ACTS,
    "dla.mission_days": (400, 1000, 1800),
    "dla.mission_cost": (40_000, 100_000, 180_000),
    "dla.median_mission_days": (400, 500, 600),
    "dla.median_mission_cost": (40_000, 50_000, 60_000),
    "dla.missions_costed": ACTS,
    "dla.missions_timed": ACTS,
    "dla.missions_uncosted": ACTS,
    "dla.missions_untimed": ACTS,
    "dla.missions_ended": ACTS,
    "dla.days_of_mission": DAYS,
    "dla.days_to_mission": DAYS,
    "dla.days_to_diagnosis": DAYS,
    "dla.days_to_plan": DAYS,
    "dla.days_to_follow_up": DAYS,
    "dla.providers_consulted": ACTS,  # each mission consults another one here
    "dla.opinions": ACTS,
    "dla.marks": (4, 8, 12),
    "dla.evaluations": ACTS,
    "dla.evaluations_satisfied": ACTS,
    "dla.organisations_evaluating": STRUCTURES,
    "dla.jobs_consolidated": (7, None, 14),
    "dla.jobs_fte": (550, None, 1100),
    "dla.jobs_kept": (7, 14, 21),
    "creation.projects_welcomed": ACTS,
    "creation.emergence": ACTS,
    "creation.projects_supported": ACTS,
    "creation.post_support": ACTS,
    "creation.days_to_support": DAYS,
    "creation.organisations_created": STRUCTURES,
    "creation.days_to_birth": DAYS,
    "creation.jobs_created": (7, 14, 21),
    "creation.jobs_fte": (550, 1100, 1650),
    "creation.jobs_kept": (7, 14, 21),
    "territories.supported": STRUCTURES,  # places; the third is elsewhere
    "support.organisations": STRUCTURES,
    "support.organisations_in_qpv": STRUCTURES,
    "support.organisations_qpv_said": STRUCTURES,
    "support.organisations_qpv_unsaid": STRUCTURES,
    "support.rural_organisations": STRUCTURES,
    "support.organisations_placed": STRUCTURES,
    "support.organisations_unplaced": STRUCTURES,
    "support.cases_active": ACTS,
    "support.cases_opened": ACTS,
    "support.cases_closed": ACTS,
    "support.days_to_closing": DAYS,
    "support.days_to_first_stage": DAYS,
    "support.days_between_stages": DAYS,
    "support.appointments": ACTS,
    "support.milestones": ACTS,
    "support.follow_ups": ACTS,
    "support.followed_up": STRUCTURES,
    "support.still_active": STRUCTURES,
    "door.calls": ACTS,
    "door.needs": (2, 4, 6),  # two themes a call
    "door.one_off_advice": ACTS,
    "door.organisations_advised": STRUCTURES,
    "door.referrals": ACTS,
    "door.referrals_received": ACTS,
    "door.referrals_fruitful": ACTS,
    "door.introductions": ACTS,
    "door.introductions_fruitful": ACTS,
    "door.requests": ACTS,
    "workshops.sessions": ACTS,
    "trainings.sessions": ACTS,
    "network.sessions_held": ACTS,
    "osez.sessions_held": ACTS,
    "club.sessions_held": ACTS,
    "territories.visits": ACTS,
    "network.members": STRUCTURES,
    "network.members_present": STRUCTURES,
    "network.member_presences": ACTS,
    "volunteering.volunteers": STRUCTURES,  # people; each structure has its own
    **dict.fromkeys(GIVEN, HOURS),
    "volunteering.value": (1500, 3750, 6750),  # 15 euros an hour
    "staff.hours": HOURS,
    "staff.hours_apart": HOURS,
    "staff.fte": ACTS,  # days so long that each is a hundredth of a year
    "participants.entered": STRUCTURES,  # people
    "participants.left_employed": STRUCTURES,
    "governance.sittings": ACTS,
    "governance.seats": (4, 8, 12),
    "governance.presences": (3, 6, 9),
    "governance.acts": ACTS,
    "governance.days_to_transmission": DAYS,
    "money.days_to_payment": DAYS,
    **dict.fromkeys(FUNDED, (40_000, 100_000, 180_000)),
    **dict.fromkeys(GATHERED, ACTS),  # each with somebody else
    "gatherings.organisations": STRUCTURES,
    "gatherings.headcount": (7, 14, 21),
    "gatherings.rooms_lent_value": (12_000, 24_000, 36_000),
}
#: Those that two sheets of one structure make one less of; places and people are not sheets.
MERGED = {code for code, values in VALUES.items() if values is STRUCTURES}
MERGED -= {"territories.supported", "volunteering.volunteers"}
MERGED -= {"participants.entered", "participants.left_employed"}
#: What a structure's sheet must say for the figure to count it.
SHEETS: dict[str, dict[str, str]] = {
    "support.organisations_in_qpv": QPV,
    "support.organisations_qpv_said": {"qpv_code": "hors"},
    "support.rural_organisations": {"place_code": RURAL},
    "support.organisations_unplaced": {"place_code": UNKNOWN},
}
ELSEWHERE: dict[str, str] = {"territories.supported": "21617"}
ANONYMOUS = called("advice", anonymous=True)
#: What looks like it and does not count, as (what was done, what the sheet says).
DECOYS: dict[str, list[Made]] = {
    "dla.organisations_supported": [reached(*CREATION)],
    "dla.organisations_welcomed": [reached(*CREATION), reached("dla", "diagnostic")],
    "dla.diagnoses": [reached("generateur", "diagnostic"), reached("dla", "accueil")],
    "dla.plans": [reached("dla", "diagnostic")],
    "dla.organisations_coordinated": [reached("creation", "accompagnement")],
    "dla.follow_ups": [reached("dla", "accompagnement")],
    "dla.individual_missions": [contracted("collective")],
    "dla.collective_missions": [contracted()],
    "dla.collective_participants": [contracted("collective")],
    "dla.mission_days": [contracted(**UNSAID)],
    "dla.mission_cost": [contracted(**UNSAID)],
    "dla.median_mission_days": [contracted(**UNSAID)],
    "dla.median_mission_cost": [contracted(**UNSAID)],
    "dla.missions_costed": [contracted(**UNSAID)],
    "dla.missions_timed": [contracted(**UNSAID)],
    "dla.missions_uncosted": [contracted()],
    "dla.missions_untimed": [contracted()],
    "dla.missions_ended": [contracted()],
    "dla.days_of_mission": [contracted()],
    "dla.days_to_mission": [contracted(), contracted("collective")],  # no diagnosis before
    "dla.days_to_diagnosis": [reached("generateur", "diagnostic")],
    "dla.days_to_plan": [reached("dla", "parcours")],  # no diagnosis before
    "dla.days_to_follow_up": [reached("dla", "suivi")],
    "dla.marks": [marked(5, by="officer")],
    "dla.evaluations": [marked(5, by="officer")],
    "dla.evaluations_satisfied": [marked(3), marked(5, by="officer")],
    "dla.organisations_evaluating": [marked(5, by="officer")],
    "dla.jobs_consolidated": [jobs("dla", "kept"), jobs("creation", "created")],
    "dla.jobs_fte": [jobs("dla", "kept")],
    "dla.jobs_kept": [jobs("dla", "consolidated"), jobs("creation", "kept")],
    "creation.projects_welcomed": [reached("dla", "accueil")],
    "creation.emergence": [reached(*CREATION)],
    "creation.projects_supported": [reached("dla", "accompagnement")],
    "creation.post_support": [reached("creation", "accompagnement")],
    "creation.days_to_support": [reached("creation", "accompagnement")],
    "creation.organisations_created": [reached("creation", "post-accompagnement")],
    "creation.days_to_birth": [reached("creation", "post-accompagnement")],
    "creation.jobs_created": [jobs("dla", "consolidated"), jobs("creation", "kept")],
    "creation.jobs_fte": [jobs("dla", "consolidated")],
    "creation.jobs_kept": [jobs("dla", "kept"), jobs("creation", "created")],
    "territories.supported": [reached("dla", "diagnostic")],
    "support.organisations": [called("advice")],
    "support.cases_active": [called("advice")],
    "support.days_to_first_stage": [reached("crdva", "accueil"), reached("crdva", "conseil")],
    "support.days_between_stages": [reached("dla", "accueil")],
    "support.followed_up": [followed("unreachable")],
    "support.still_active": [followed("stopped"), followed("unreachable")],
    "door.needs": [called()],
    "door.one_off_advice": [called()],
    "door.organisations_advised": [ANONYMOUS, called()],
    "door.referrals": [referred("in")],
    "door.referrals_received": [referred("out")],
    "door.referrals_fruitful": [referred(sequel="declined"), referred("in", sequel="met")],
    "door.introductions_fruitful": [introduced("no_answer"), introduced()],
    "workshops.sessions": [held("reseau-acteurs", "atelier"), held("crdva", "formation")],
    "trainings.sessions": [held("formation", "atelier")],
    "network.sessions_held": [held("crdva", "atelier"), held("reseau-acteurs", "formation")],
    "osez.sessions_held": [held("crdva", "atelier")],
    "club.sessions_held": [held("crdva", "atelier")],
    "territories.visits": [held("club", "visite"), held("generateur", "atelier")],
    "outcomes.proposals_examined": [proposed()],
    "outcomes.proposals_retained": [proposed("examined", "set_aside")],
    "outcomes.proposals_set_aside": [proposed("examined", "retained")],
    "outcomes.proposals_carried_out": [proposed("examined", "retained")],
    "outcomes.proposals_answered": [proposed("examined", "retained")],
    "outcomes.minutes": [wrote("synthesis")],
    "outcomes.syntheses": [wrote("minutes")],
    "outcomes.documents": [wrote("roadmap")],
    "outcomes.roadmap_versions": [wrote("document")],
    "roadmap.measures_advanced": [advanced("dropped", 40)],
    "roadmap.measures_done": [advanced("under_way", 40)],
    **GATHERED_DECOYS,
    **NETWORKED_DECOYS,
    **ENGAGED_DECOYS,
    **FUNDED_DECOYS,
    **SAT_DECOYS,
}
each = pytest.mark.parametrize("indicator", catalogue(), ids=lambda found: found.code)


def test_every_figure_of_the_catalogue_is_tried() -> None:
    codes = {indicator.code for indicator in catalogue()}
    assert (set(VALUES), set(MADE)) == (codes, codes)
    assert set(DECOYS) - codes == set()


@pytest.fixture
def house() -> Scene:
    found = scene()
    set_density(3, {RURAL: 3, TOWN: 1}, vintage=2021)
    return found


def desk_of(found: Scene) -> Desk:
    return Desk(found.house, found.awa, found.fabien, found.importer)


def other_desk(found: Scene) -> Desk:
    chloe = found.actor("Chloé")
    system = Actor.system(
        found.other_house.pk, "essai", roles=[Role.DIRECTION, Role.OFFICER], may_declare=True
    )
    return Desk(found.other_house, chloe, chloe, system)


def value(found: Scene, indicator: Indicator, cut: Cut | None = None) -> int:
    """The value of 2023; the records listed are as many as it says."""
    figure = measure(indicator, house_id=found.house.pk, period=YEAR, cut=cut)
    listed = indicator.population(house_id=found.house.pk, period=YEAR, cut=cut or Cut.now())
    assert figure.records == len(listed)
    assert (figure.said is None) == (indicator.is_median and not figure.records)
    return figure.value


def sheets(desk: Desk, indicator: Indicator) -> tuple[Organisation, Organisation]:
    said = SHEETS.get(indicator.code, {})
    there = ELSEWHERE.get(indicator.code)
    return desk.sheet("Une", **said), desk.sheet(
        "Autre", **(said | ({"place_code": there} if there else {}))
    )


@each
def test_what_is_done_elsewhere_or_otherwise_does_not_count(
    indicator: Indicator, house: Scene
) -> None:
    """Neither the year before, nor the one after, nor another house, nor what looks like it."""
    desk, there = desk_of(house), other_desk(house)
    make = MADE[indicator.code]
    assert value(house, indicator) == 0
    sheet, other = sheets(desk, indicator)
    make(One(desk, sheet, BEFORE))
    make(One(desk, other, AFTER))
    make(One(there, sheets(there, indicator)[0], MIDDLE))
    for number, decoy in enumerate(DECOYS.get(indicator.code, [])):
        decoy(One(desk, desk.sheet(f"Leurre {number}"), MIDDLE))
    assert value(house, indicator) == 0


@each
def test_one_two_and_three_acts_count_as_the_definition_says(
    indicator: Indicator, house: Scene
) -> None:
    """Then two sheets of one structure are one, and what is taken back counts no more."""
    desk = desk_of(house)
    make, (one, two, three) = MADE[indicator.code], VALUES[indicator.code]
    sheet, other = sheets(desk, indicator)
    made = [make(One(desk, sheet, FIRST))]
    got: list[int | None] = [value(house, indicator)]
    if two is None:
        got.append(None)
    else:
        made.append(make(One(desk, sheet, LAST, 60)))
        got.append(value(house, indicator))
    made.append(make(One(desk, other, MIDDLE, 80)))
    got.append(value(house, indicator))
    assert got == [one, two, three]
    merge_organisation(desk.direction, kept=sheet, merged=other, reason="la même")
    assert value(house, indicator) == (two if indicator.code in MERGED else three)
    for fact in made:
        void(desk, fact)
    assert value(house, indicator) == 0


def test_a_member_counts_in_each_year_from_its_entry_to_its_exit(house: Scene) -> None:
    desk = desk_of(house)
    member = joins(One(desk, desk.sheet("Une"), Day(2021, 5, 2)))
    leave_network(desk.officer, member=member, left_on=FIRST)
    members = of_code("network.members")
    assert members is not None
    years = {
        year: measure(members, house_id=house.house.pk, period=Period.year(year)).value
        for year in range(2020, 2025)
    }
    assert years == {2020: 0, 2021: 1, 2022: 1, 2023: 1, 2024: 0}


def test_two_people_of_a_member_at_a_meeting_make_one_presence(house: Scene) -> None:
    """And where the first is taken back, the second still makes it."""
    desk = desk_of(house)
    one = One(desk, desk.sheet("Une"), MIDDLE)
    first = member_met()(one)
    again = take_attendance(
        desk.officer,
        session=first.session,
        people=[other := create_person(desk.officer, family_name="Seconde")],
        sent_by={other.pk: one.sheet},
    )
    presences = of_code("network.member_presences")
    assert presences is not None
    got = [value(house, presences)]
    for fact in (first, *again):
        void(desk, fact)
        got.append(value(house, presences))
    assert got == [1, 1, 0]
