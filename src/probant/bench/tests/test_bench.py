"""The bench asks what the contract asks, and reads answers as they come."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from probant.bench import sql
from probant.bench.client import Client, Unexpected
from probant.bench.data.build import build
from probant.bench.data.size import LAST_YEAR, Size
from probant.bench.measures import catalogue
from probant.bench.scenario import Bench, Result, allowed
from probant.bench.world import World
from probant.directory.models import Organisation
from probant.indicators.engine import measure_all
from probant.indicators.registry import indicator
from probant.journal.models import JournalHead
from probant.kernel.period import Period


def test_scenarios_cover_what_the_issue_measures() -> None:
    assert [scenario.code for scenario in catalogue()] == [
        "cold_start",
        "yardstick",
        "list",
        "search",
        "typing",
        "sheet",
        "case",
        "agenda",
        "budget",
        "create",
        "figures",
        "export",
        "records",
        "obligations",
        "convention_papers",
        "publication",
        "scdl",
        "sitting",
        "attendance_sheet",
        "clients",
        "registrations",
        "fresh",
        "import",
        "memory",
    ]


def test_scale_one_is_the_size_of_the_issue() -> None:
    size = Size.of(1)
    assert (size.organisations, size.people) == (10_000, 20_000)


@pytest.mark.django_db
def test_figures_of_synthetic_data_equal_the_sql_written_by_hand() -> None:
    built = build(0.01)
    year = Period.year(LAST_YEAR)
    figures = measure_all(house_id=built.house_id, period=year)
    values = {figure.indicator.code: (figure.value, figure.records) for figure in figures}
    asked = {}
    for code in sql.FIGURES:
        with connection.cursor() as cursor:
            cursor.execute(sql.figure(code), [built.house_id, year.start, year.end])
            asked[code] = cursor.fetchone()
    assert {code: values[code] for code in sql.FIGURES} == asked
    assert len(asked) == 16
    assert sum(value for value, _ in asked.values()) > 50


@pytest.mark.django_db
def test_medians_of_synthetic_data_equal_the_sql_written_by_hand() -> None:
    built = build(0.04)
    year = Period.year(LAST_YEAR)
    codes = (*sql.DELAYS, *sql.MEDIANS)
    asked = {}
    for code in codes:
        with connection.cursor() as cursor:
            cursor.execute(sql.figure(code), [built.house_id, year.start, year.end])
            value, records = cursor.fetchone()
            asked[code] = (int(value or 0), records or 0)
    found = [indicator(code) for code in codes]
    figures = measure_all(
        house_id=built.house_id, period=year, indicators=[one for one in found if one is not None]
    )
    assert {figure.indicator.code: (figure.value, figure.records) for figure in figures} == asked
    assert len(asked) == 6
    assert min(records for _, records in asked.values()) > 2


@pytest.mark.django_db
def test_same_size_gives_the_same_rows() -> None:
    built = build(0.002, houses=2)
    assert built.houses == 2
    names = list(Organisation.objects.order_by("pk").values_list("name", flat=True))
    assert names[0] == "Pôle d’essai 1"
    assert len(names) == 2 + built.organisations
    assert JournalHead.objects.count() == 2
    again = Organisation.objects.get(name__endswith="000001")
    assert again.name == "Épicerie solidaire du Fil rouge 000001"


@pytest.mark.parametrize(
    ("engine", "scale", "target"),
    [("sqlite", 1, 5), ("sqlite", 20, 10), ("postgresql", 1, 10), ("postgresql", 20, 20)],
)
def test_target_doubles_on_postgresql_and_above_scale_one(
    engine: str, scale: float, target: float
) -> None:
    world = World(engine, Path("/tmp"), {})
    bench = Bench(world, None, scale)  # type: ignore[arg-type]  nothing was built
    assert allowed(bench, 5) == target


def test_ratio_is_the_part_of_the_target_that_is_used() -> None:
    slow = Result("x", "x", "ms", median=6, least=1, most=9, runs=3, target=5)
    assert (slow.ratio, slow.reached) == (1.2, False)
    fast = replace(slow, median=500, target=400, more_is_better=True)
    assert (fast.ratio, fast.reached) == (0.8, True)
    assert replace(slow, target=None).reached is None


# --- the client


@contextmanager
def answering(*answers: bytes) -> Iterator[tuple[str, int]]:
    """A server that sends each of these bytes to one request, then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            link, _ = server.accept()
            with link:
                for answer in answers:
                    link.recv(65536)
                    link.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()
        thread.join(5)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1; Path=/\r\n\r\nsalut",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nset-cookie: a=1\r\n\r\n"
        b"2\r\nsa\r\n3\r\nlut\r\n0\r\n\r\n",
    ],
    ids=["length", "chunked"],
)
def test_client_reads_a_whole_answer_and_keeps_its_cookies(answer: bytes) -> None:
    with answering(answer, answer) as address:
        client = Client(address)
        assert [client.get("/").text, client.get("/").text] == ["salut", "salut"]
        assert client.cookies == {"a": "1"}
        client.close()


def test_client_refuses_another_status_than_the_one_expected() -> None:
    with answering(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") as address:
        client = Client(address)
        with pytest.raises(Unexpected, match="500 au lieu de 200"):
            client.get("/page/")
        client.close()


def test_client_never_sends_a_form_twice() -> None:
    with answering(b"") as address:
        client = Client(address)
        with pytest.raises(ConnectionResetError):
            client.post("/", {"a": "1"})
        client.close()
