"""The certificate of support on paper: read from facts as they stood, checked by its number."""

from collections.abc import Iterator

from django.urls import reverse

from probant.kernel.dates import write_date
from probant.post.addresses import absolute
from probant.reports.blocks import Block, Content, Section, Terms, Text
from probant.support.models import SupportCertificate
from probant.support.queries.case_words import say_minutes
from probant.support.queries.space import Proof, proof_of
from probant.ui.write import write_count


def rows_of(certificate: SupportCertificate, proof: Proof) -> list[tuple[str, str]]:
    """What it says, as pairs of a label and what it holds; the same on paper and on screen."""
    case = certificate.case
    rows = [
        ("Personne", str(certificate.person)),
        ("Structure" if case.organisation else "Projet", case.title),
        ("Programme", case.programme.name),
        ("Début", write_date(proof.opened_on) if proof.opened_on else ""),
        ("Fin", write_date(proof.closed_on) if proof.closed_on else "accompagnement en cours"),
        ("Rendez-vous tenus", write_count(proof.held, "rendez-vous", "rendez-vous")),
        ("Durée totale", say_minutes(proof.minutes) if proof.minutes else ""),
        ("Premier rendez-vous", write_date(proof.first_on) if proof.first_on else ""),
        ("Dernier rendez-vous", write_date(proof.last_on) if proof.last_on else ""),
    ]
    return [row for row in rows if row[1]]


def collect(certificate: SupportCertificate) -> Content:
    """The paper, from the facts as of the certificate's position in the journal."""
    house = certificate.house
    return Content(
        title="Attestation d’accompagnement",
        subtitle=certificate.case.title,
        author=house.organisation.name,
        cut=f"Établie le {write_date(certificate.issued_on)}",
        proof=(
            f"Attestation n° {certificate.code}, arrêtée à l’écriture n° {certificate.seq} du "
            "journal. Qui la reçoit peut la vérifier avec ce numéro."
        ),
        file_name=f"attestation-{certificate.code.lower()}",
        blocks=tuple(_blocks(certificate)),
    )


def _blocks(certificate: SupportCertificate) -> Iterator[Block]:
    proof = proof_of(certificate.case, certificate.seq)
    house = certificate.house.organisation
    does = "avoir accompagné" if proof.closed_on else "accompagner"
    yield Text(f"{house.name} atteste {does} {certificate.person} dans les conditions suivantes.")
    yield Terms(tuple(rows_of(certificate, proof)))
    yield Text("Pour faire valoir ce que de droit.")
    yield Terms((("Vérifier cette attestation", address_of(certificate)),))
    yield Section("Signature")
    place = f"{house.place_name}, le" if house.place_name else "Le"
    yield Text(f"{place} {write_date(certificate.issued_on)}, pour {house.name} :")


def address_of(certificate: SupportCertificate) -> str:
    """Where whoever holds the paper checks it."""
    return f"{absolute('portal:verify')}?numero={certificate.code}"


def path_of(certificate: SupportCertificate) -> str:
    """Where the paper is taken from."""
    return reverse("portal:certificate", args=[certificate.pk])
