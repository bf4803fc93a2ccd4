"""A convention read from its document and the same one typed in make the same records."""

import datetime
import html
import re
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from probant.directory.models import Organisation
from probant.funding.models import AwardMade, Clause, Convention
from probant.funding.queries import file_of
from probant.funding.rules.articles import key_of
from probant.funding.rules.clauses import NoticeTerms, PaymentTerms
from probant.governance.models import Decision
from probant.ingestion.actions import ConventionPlan, PartyPlan, Plan, accept
from probant.ingestion.models import Reading
from probant.ingestion.tests.inbox_scenario import CONVENTION, Scene
from probant.kernel.finding import Severity

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
START, END = datetime.date(2009, 3, 30), datetime.date(2010, 3, 29)


def contents(convention: Convention) -> dict[str, Any]:
    """What a convention says, without what only names its rows or its file."""
    return {
        "what": (convention.kind, convention.title, convention.status),
        "days": (convention.starts_on, convention.ends_on, convention.signed_on),
        "parties": list(
            convention.parties.order_by("position").values_list(
                "organisation", "role", "printed_name", "signatory", "capacity"
            )
        ),
        "clauses": list(
            convention.clauses.order_by("position").values_list(
                "article", "title", "kind", "text", "terms", "bound"
            )
        ),
    }


def read_in(scene: Scene, reading: Reading, funder: Organisation, other: Organisation) -> None:
    """The convention that the inbox writes."""
    plan = ConventionPlan(
        title="Convention de partenariat",
        kind="partnership",
        starts_on=START,
        ends_on=END,
        parties=[PartyPlan(0, funder, "funder"), PartyPlan(1, other, "beneficiary")],
    )
    accept(scene.colleague, reading, Plan(convention=plan, accepts_pending=True))


def typed(clause: Clause) -> dict[str, str]:
    """The fields of the form of a clause, as a person fills them."""
    terms = clause.read_terms()
    if isinstance(terms, PaymentTerms):
        return {"share": f"{float(terms.share_rate * 100):g} %", "trigger": terms.trigger.value}
    if isinstance(terms, NoticeTerms):
        return {"months": str(terms.months), "form": terms.form}
    stored = {name: str(value) for name, value in clause.terms.items()}
    return {"pieces": ""} if clause.kind == "evidence" else stored


def type_in(scene: Scene, reading: Reading, like: Convention) -> Convention:
    """The same convention through the screens: identity, text pasted, clauses one by one."""
    given: dict[str, Any] = {
        "kind": "partnership",
        "title": "Convention de partenariat",
        "status": "signed",
        "starts_on": "30/03/2009",
        "ends_on": "29 mars 2010",
        "partie-TOTAL_FORMS": 2,
        "partie-INITIAL_FORMS": 0,
    }
    for place, party in enumerate(like.parties.select_related("organisation")):
        for name in ("role", "printed_name", "signatory", "capacity"):
            given[f"partie-{place}-{name}"] = getattr(party, name)
        given[f"partie-{place}-organisation"] = party.organisation.name
    assert scene.awa.post(reverse("funding:convention-new"), given).status_code == 302
    made = Convention.objects.latest("pk")
    paste = reverse("funding:text-paste", args=[made.pk])
    assert scene.awa.post(paste, {"text": reading.text}).status_code == 302
    places = [key_of(one) for one in made.clauses.values_list("article", flat=True)]
    for clause in like.clauses.exclude(terms={}).order_by("position"):
        page = reverse("funding:clause-new", args=[made.pk, places.index(key_of(clause.article))])
        answered = scene.awa.post(f"{page}?nature={clause.kind}", typed(clause))
        assert answered.status_code == 302, (clause.kind, clause.terms)
    return made


def test_a_document_and_the_screens_make_the_same_convention() -> None:
    scene = Scene()
    reading = scene.reading(CONVENTION)
    read_in(scene, reading, scene.town, scene.workshops)
    read = Convention.objects.get()
    assert contents(type_in(scene, reading, read)) == contents(read)
    assert read.clauses.filter(article="II", kind="payment").count() > 0


def errors(scene: Scene, convention: Convention, year: int | None = None) -> list[str]:
    """The errors that the books tell of a convention, of a year's budgets where it is given."""
    found = file_of(convention, scene.colleague, year=year, today=TODAY).findings
    told = [one for one in found if one.finding.severity is Severity.ERROR]
    return [one.finding.code for one in told if year is None or one.year == year]


def said_wrong_by(reading: Reading) -> list[str]:
    """The errors that the reading of a document tells."""
    return [one["code"] for one in reading.record["findings"] if one["severity"] == "error"]


def test_the_convention_of_2009_is_the_same_read_and_typed(shared: Any) -> None:
    scene = Scene()
    town = scene.organisation("Ville de Dijon", "collectivite")
    cress = scene.organisation("Chambre régionale de Bourgogne", "association")
    reading = scene.seed(shared, 2)
    read_in(scene, reading, town, cress)
    read = Convention.objects.get()
    typed_in = type_in(scene, reading, read)
    assert contents(typed_in) == contents(read)
    assert errors(scene, read) == errors(scene, typed_in) == ["article.gap", "reference.dangling"]
    assert errors(scene, read) == said_wrong_by(reading)
    kinds = read.clauses.exclude(terms={}).order_by("position").values_list("article", "kind")
    assert set(kinds) >= {
        ("III", "committee"),
        ("IV", "payment"),
        ("IV", "evidence"),
        ("VI", "duration"),
        ("VI", "notice"),
    }


CPOM = "Convention Pluriannuelle d'Objectifs et de Moyens 2023-2025"
ACTIONS = (
    (1, "Dispositif local d'accompagnement (DLA)", "9 000"),
    (2, "Osez entreprendre autrement", "3 000"),
    (
        3,
        "Animation du réseau d'acteurs de l'ESS et animation de la feuille de route métropolitaine",
        "6 000",
    ),
)
FUNDED = (2023, 2024, 2025)


def whole(convention: Convention) -> dict[str, Any]:
    """A convention with its sheets, their parts, its budgets and what was awarded."""
    sheets = convention.sheets.order_by("number")
    budgets = convention.budgets.order_by("sheet__number", "year")
    parts = {
        "headings": ("position", "title", "text", "hint", "kind", "layer"),
        "promised": ("year", "fte"),
        "targets": ("position", "label", "indicator_code", "year", "value"),
        "phases": ("position", "year", "first_month", "last_month", "label"),
        "partners": ("position", "family", "name", "organisation"),
        "means": ("position", "kind", "label", "lender", "value_cents"),
    }
    lines = ("side", "level", "parent__label", "account", "label", "amount_cents", "printed_cents")
    stated = ("printed_expense_cents", "printed_income_cents", "stated_cost_cents")
    return {
        **contents(convention),
        "sheets": list(sheets.values_list("number", "title", "first_year", "last_year", "layout")),
        "parts": {
            (sheet.number, part): list(getattr(sheet, part).values_list(*columns))
            for sheet in sheets
            for part, columns in parts.items()
        },
        "budgets": list(
            budgets.values_list("sheet__number", "year", "nature", *stated, "stated_grant_cents")
        ),
        "kind": list(budgets.values_list("in_kind_expected", flat=True)),
        "lines": {
            (one.sheet.number, one.year): sorted(
                one.lines.values_list(*lines, "funder", "in_kind"), key=str
            )
            for one in budgets.select_related("sheet")
        },
        "awards": list(
            AwardMade.objects.now()
            .filter(convention=convention)
            .order_by("seq")
            .values_list(
                "budget_year",
                "amount_cents",
                "action__name",
                "funder",
                "organisation",
                "decision",
                "occurred_on",
            )
        ),
    }


def accept_through_screens(scene: Scene, reading: Reading, **chosen: Any) -> None:
    """Accept a reading by its form: what it proposes, but for what is chosen."""
    page = reverse("ingestion:accept", args=[reading.document_id])
    form = scene.dan.get(page).context["form"]
    given = {
        name: form.get_initial_for_field(field, name) for name, field in form.fields.items()
    } | {"accepts_pending": "on"}
    posted = {name: value for name, value in (given | chosen).items() if value not in (None, False)}
    answered = scene.dan.post(page, posted)
    assert answered.status_code == 302, answered.context["form"].errors


def read_cpom(scene: Scene, shared: Any) -> Convention:
    """The CPOM as the act of 2024 and the sheet of its third action give it."""
    new = {f"sheet_{rank}": "new" for rank in range(2)} | {"sheet_2": "skip"}
    where = {f"sheet_{rank}_convention": "new" for rank in range(2)}
    money = {"award_0_0": "f0", "award_0_1": "f1", "award_0_2": "skip"}
    act = scene.seed(shared, 0)
    accept_through_screens(scene, act, conv="new", **new, **where, **money)
    accept_through_screens(scene, scene.seed(shared, 3))
    convention = Convention.objects.get()
    award_third(scene, convention)
    return convention


def award_third(scene: Scene, convention: Convention) -> None:
    """The share of the third action, once its sheet stands."""
    sheet = convention.sheets.get(number=3)
    give_award(scene, convention, sheet.pk, ACTIONS[2][2])


def give_award(scene: Scene, convention: Convention, sheet: int, amount: str) -> None:
    """An award of 2024 through its form."""
    decision = Decision.objects.get(enables="award")
    answered = scene.dan.post(
        reverse("funding:award", args=[convention.pk]),
        {"sheet": sheet, "year": "2024", "amount": amount, "decision": decision.pk},
    )
    assert answered.status_code == 302, answered.context["form"].errors


def between(words: str, after: str, before: str) -> str:
    """What the document says between two of its words, as one copies it."""
    return words.split(after, 1)[1].split(before, 1)[0].strip()


def type_cpom(scene: Scene, words: str) -> Convention:
    """The same CPOM through the screens: its form, three sheets, three budgets, three awards."""
    given: dict[str, Any] = {
        "kind": "cpom",
        "title": CPOM,
        "status": "signed",
        "starts_on": "01/01/2023",
        "ends_on": "31/12/2025",
        "partie-TOTAL_FORMS": 2,
        "partie-INITIAL_FORMS": 0,
        "partie-0-organisation": "Dijon métropole",
        "partie-0-role": "funder",
        "partie-1-organisation": "Pôle d'économie solidaire 21",
        "partie-1-role": "beneficiary",
    }
    assert scene.dan.post(reverse("funding:convention-new"), given).status_code == 302
    made = Convention.objects.latest("pk")
    for number, name, amount in ACTIONS:
        opened = scene.dan.post(
            reverse("funding:sheet-new", args=[made.pk]),
            {
                "title": name,
                "number": number,
                "first_year": "2023",
                "last_year": "2025",
                "layout": "cpom",
            },
        )
        assert opened.status_code == 302, opened.context["form"].errors
        if number == 3:
            type_sheet(scene, made, words)
        give_award(scene, made, made.sheets.get(number=number).pk, amount)
    return made


def type_sheet(scene: Scene, made: Convention, words: str) -> None:
    """The third sheet and its budgets, typed and pasted."""
    sheet = made.sheets.get(number=3)
    page = reverse("funding:sheet-edit", args=[sheet.pk])
    cuts = {
        "Domaine": ("Domaine : ", "Nom de l'action"),
        "Contexte": ("Contexte :", "Analyse :"),
        "Analyse": ("Analyse :", "Evolutions 2023-2025 :"),
        "Évolutions": ("Evolutions 2023-2025 :", "Objectifs de l'action :"),
        "Objectifs de l’action": ("Objectifs de l'action :", "Moyens de l'action :"),
        "Méthode": ("Méthode :", "Lieu(x)"),
        "Lieux de déroulement de l’action": ("Lieu(x) de déroulement de l'action : ", "Publics"),
        "Publics visés": ("géographiques...) :", "Finalité :"),
        "Finalité": ("Finalité :", "Modalités :"),
        "Modalités": ("Modalités :", "Tarifs pratiqués :"),
        "Budget prévisionnel annuel de l’action": (
            "Budget prévisionnel annuel de l'action : ",
            "Budget prévisionnel - année 2023",
        ),
    }
    texts = {title: between(words, *marks) for title, marks in cuts.items()}
    texts["Tarifs pratiqués"] = "Gratuité"
    first, second = words.split("Nom de l'action : ")[1:]
    texts["Nom de l’action"] = f"{first.split(chr(10))[0]}\n\n{second.split(chr(10))[0]}"
    steps = between(words, "2023 : février – décembre :", "Méthode :").splitlines()
    numbers = dict(sheet.headings.values_list("title", "pk"))
    answered = scene.dan.post(
        page,
        {f"h{numbers[title]}": text for title, text in texts.items()}
        | {
            "title": sheet.title,
            "number": 3,
            "first_year": 2023,
            "last_year": 2025,
            "fte_2023": "0,13",
            "human": "Direction et chargé.es de mission",
            "material": "locaux mis à disposition du PES 21 par la Ville (12 avenue Gustave "
            "Eiffel à Dijon)\nlocaux/salles de réunions mis à disposition par la Métropole",
            "financial": "Dijon Métropole",
            "phases": "\n".join(
                f"2023 : février – décembre : {step.lstrip('- ').rstrip('.')}"
                for step in steps
                if step
            ),
            "partners": between(words, "Partenaires :", "Critères d'évaluation :"),
            "targets": "Réunions effectuées et taux de participation\n"
            "Documents et propositions issus des réunions",
        },
    )
    assert answered.status_code == 302, answered.context["form"].errors
    tables = re.split(r"Budget prévisionnel(?: annuel)? - (?:année )?20\d\d", words)[1:]
    for year, table in zip(FUNDED, tables, strict=True):
        type_budget(scene, made, year, table)


def type_budget(scene: Scene, made: Convention, year: int, table: str) -> None:
    """A budget pasted from the document, read again, then kept with what the sheet prints."""
    page = reverse("funding:budget", args=[made.pk, year, 3])
    pasted = scene.dan.post(page, {"coller": "1", "colle": table}).content.decode()
    found = re.findall(r'name="([cp]\d+_\w+)" value="([^"]*)"', pasted)
    cells = {name: html.unescape(value) for name, value in found}
    stated = {
        "stated_cost": "10 000",
        "stated_grant": "6 000",
        "printed_expense": "6 000",
        "printed_income": "6 000",
        "in_kind_expected": "on",
    }
    answered = scene.dan.post(page, cells | stated)
    assert answered.status_code == 302, said_wrong(answered)


def said_wrong(answered: Any) -> list[str]:
    return re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]+)', answered.content.decode())


def test_the_cpom_is_the_same_read_and_typed(shared: Any) -> None:
    scene = Scene()
    scene.organisation("Dijon métropole", "collectivite")
    scene.organisation("Pôle d'économie solidaire 21", "association")
    read = read_cpom(scene, shared)
    sheet = Reading.objects.get(name__startswith="003_")
    by_hand = type_cpom(scene, sheet.text)
    typed_in = whole(by_hand)
    found = whole(read)
    for year in FUNDED:
        told = errors(scene, read, year)
        assert told == errors(scene, by_hand, year)
    first, *later = [set(errors(scene, read, year)) for year in FUNDED]
    assert (
        first == {"budget.heading_sum", "budget.total_sum", *later[0]} == set(said_wrong_by(sheet))
    )
    assert later == [{"budget.text_mismatch", "budget.account"}] * 2
    for part in found:
        assert typed_in[part] == found[part], part
    assert [one[:2] for one in found["awards"]] == [(2024, 900000), (2024, 300000), (2024, 600000)]
    assert len(found["lines"][3, 2023]) == 19
    assert found["parts"][3, "promised"] == [(2023, Decimal("0.130"))]
    assert len(found["parts"][3, "partners"]) == 77
