"""A search service on this machine that answers as the State's documents it, or misbehaves."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

UNIT: dict[str, Any] = {
    "siren": "242100410",
    "nom_complet": "LES JARDINS DE L'OUCHE (JDO)",
    "nom_raison_sociale": "LES JARDINS DE L'OUCHE",
    "sigle": "JDO",
    "nombre_etablissements": 2,
    "siege": {
        "activite_principale": "88.10C",
        "adresse": "4 RUE DES ROSES 21160 MARSANNAY-LA-COTE",
        "code_postal": "21160",
        "commune": "21390",
        "libelle_commune": "MARSANNAY-LA-COTE",
        "numero_voie": "4",
        "type_voie": "RUE",
        "libelle_voie": "DES ROSES",
        "siret": "24210041000016",
        "etat_administratif": "A",
    },
    "activite_principale": "88.10C",
    "nature_juridique": "9220",
    "etat_administratif": "A",
    "matching_etablissements": [],
    "complements": {
        "est_association": True,
        "est_ess": True,
        "identifiant_association": "W212000123",
    },
}


def answer_of(*units: dict[str, Any]) -> bytes:
    shape = {"results": units, "total_results": len(units), "page": 1, "per_page": 5}
    return json.dumps(shape).encode()


class Service:
    """What the server answers next, and what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.location, self.waits = 200, answer_of(UNIT), "", 0.0
        self.drips = False
        self.asked: list[str] = []
        self.address = ""


@contextmanager
def served() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            service.asked.append(parse_qs(split.query).get("q", [split.path])[0])
            time.sleep(service.waits)
            self.send_response(service.status)
            if service.location:
                self.send_header("Location", service.location)
            self.end_headers()
            self._write()

        def _write(self) -> None:
            try:
                for _ in range(100 if service.drips else 0):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
                self.wfile.write(service.body)
            except OSError:
                return

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
