"""The volunteers of the demonstration: their missions, what they can, the hours of their year.

The documents describe the four missions and name nobody else: people and hours are invented.
"""

import datetime
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.utils import timezone

from probant.accounts.actions import link_person
from probant.demo.names import data
from probant.demo.stage import Stage, address_of
from probant.directory.actions import create_person
from probant.directory.models import Person, Territory, Theme
from probant.directory.territories import VINTAGE
from probant.engagement.actions import (
    Given,
    declare_hours,
    describe_volunteer,
    draw_agreement,
    enrol_volunteer,
    log_week,
    propose_case,
    set_rate,
    sign_agreement,
)
from probant.engagement.queries.skills import skills_of
from probant.engagement.rules import read_minutes
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.support.models import Case


def play(stage: Stage, projects: list[Case]) -> None:
    """The method, each volunteer with her year, then what waits on the day of the build."""
    told = data("volunteers")
    method = told["method"]
    for level, coefficient in method["coefficients"].items():
        set_rate(
            stage.director,
            house_id=stage.house.pk,
            level=level,
            coefficient_hundredths=coefficient,
            starts_on=method["starts_on"],
            source=method["source"],
            declared_on=method["starts_on"],
        )
    people = [_welcome(stage, one, told["agreement"]) for one in told["volunteer"]]
    for person, one in zip(people, told["volunteer"], strict=True):
        _give(stage, person, one["hours"])
    _leave_waiting(stage, people[0], projects)


def _welcome(stage: Stage, told: Mapping[str, Any], agreement: Mapping[str, str]) -> Person:
    """A volunteer with her missions, what she can, and her agreement, signed the same day."""
    since = told["since"]
    account = told.get("account", "")
    person = create_person(
        stage.director,
        given_name=told["given_name"],
        family_name=told["family_name"],
        email=address_of(account) if account else "",
        is_fictitious=True,
        organisation=stage.house.organisation,
        title="bénévole (fictif)",
    )
    if account:
        link_person(
            Actor.system(stage.house.pk, "demonstration", roles={Role.DIRECTION}),
            stage.users[account],
            person,
        )
    for task, level, affinities in told["missions"]:
        enrol_volunteer(
            stage.actor,
            person=person,
            task=task,
            level=level,
            affinities=affinities,
            starts_on=since,
            declared_on=since,
        )
    describe_volunteer(
        stage.actor,
        person=person,
        traits=_traits(stage, told),
        networks=told["networks"],
        half_days=told["half_days"],
    )
    row = draw_agreement(
        stage.director,
        person=person,
        starts_on=since,
        house_commits=agreement["house"],
        volunteer_commits=agreement["volunteer"],
        signed_by=stage.users["direction"].name,
        capacity="pour le Pôle",
        declared_on=since,
    )
    sign_agreement(stage.director, agreement=row, signed_on=since)
    return person


def _traits(stage: Stage, told: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    known = skills_of(stage.house.pk)
    places = Territory.objects.filter(vintage=VINTAGE, code__in=told["places"])
    names = dict(places.values_list("code", "name"))
    return [
        *(("skill", code, known[code].name) for code in told["skills"]),
        *(("theme", code, str(Theme(code).label)) for code in told["themes"]),
        *(("place", code, names[code]) for code in told["places"] if code in names),
    ]


def _give(stage: Stage, person: Person, hours: list[list[Any]]) -> None:
    """The hours of the year, noted at the end of each month."""
    lines = [line for told in hours for line in _lines(stage, told)]
    lines.sort(key=lambda line: line.occurred_on)
    for _, month in groupby(lines, key=lambda line: line.occurred_on.month):
        given = list(month)
        log_week(stage.actor, person=person, lines=given, declared_on=given[-1].occurred_on)


def _lines(stage: Stage, told: list[Any]) -> list[Given]:
    task, first, every, times, length, programme = told
    days = [first + datetime.timedelta(days=every * number) for number in range(times)]
    return [
        Given(day, read_minutes(length), task, stage.programmes.get(programme))
        for day in days
        if day.year == first.year
    ]


def _leave_waiting(stage: Stage, person: Person, projects: list[Case]) -> None:
    """Two lines to validate and a case proposed, for whoever opens the demonstration."""
    claude = Actor(
        user_id=stage.users["benevole"].pk,
        organisation_id=stage.house.pk,
        house_id=stage.house.pk,
        roles=frozenset({Role.VOLUNTEER}),
        person_id=person.pk,
    )
    today = timezone.localdate()
    declare_hours(
        claude,
        person=person,
        lines=[
            Given(today - datetime.timedelta(days=days), minutes, "co_accompagnement", words=words)
            for days, minutes, words in ((6, 150, "point sur le budget"), (2, 75, "appel"))
        ],
    )
    free = [case for case in projects if case.is_open and not case.supporters.exists()]
    if free:
        propose_case(
            stage.actor,
            case=free[-1],
            person=person,
            words="Un projet qui a besoin d’un regard sur ses comptes, deux rendez-vous par mois.",
        )
