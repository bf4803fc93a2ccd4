"""Fill a Word model with values, in a sandbox: a model is a file somebody gave, never trusted.

A model may print values, loop and choose; it may not call, compute, import nor reach into objects.
Whatever else it holds (macros, embedded objects, links to remote parts) is refused on receipt.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment, SecurityError

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
DEEPEST_LOOPS = 3
MOST_MARKS = 2000
FILTERS = frozenset(
    ["upper", "lower", "title", "capitalize", "default", "d", "length", "count", "join", "trim"]
    + ["first", "last"]
)
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_FORBIDDEN_PARTS = re.compile(r"vbaproject|activex|/embeddings/|oleobject|\.bin$|altchunk", re.I)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.I)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class BadModel(ValueError):
    """The model cannot be used; the message is French and says what to change."""


class _Guarded(SandboxedEnvironment):
    """Every text that is compiled is judged first, whatever part of the document it stands in."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _judge(tree)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Values are plain: strings, numbers, lists and mappings."""
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called from a model."""
        return False


def _environment() -> _Guarded:
    made = _Guarded(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    for name in list(made.filters):
        if name not in FILTERS:
            del made.filters[name]
    return made


def check_model(data: bytes, values: Mapping[str, Any]) -> None:
    """Try a model on sample values. Raises `BadModel`."""
    fill(data, values)


def fill(data: bytes, values: Mapping[str, Any]) -> bytes:
    """The model filled with `values` (plain: strings, numbers, lists, mappings), as a DOCX.

    Raises `BadModel`: not a Word document, something in it that a model may not hold, an unknown
    mark, a mark that does anything but print, loop and choose.
    """
    _check_container(data)
    from docxtpl import DocxTemplate  # loaded by who fills one, never by a page

    try:
        model = DocxTemplate(io.BytesIO(data))
        model.render(dict(values), jinja_env=_environment())
        stream = io.BytesIO()
        model.save(stream)
    except BadModel:
        raise
    except SecurityError as error:
        raise BadModel(
            "Ce modèle cherche à sortir de ses marques (un accès interdit) : il n’est pas gardé."
        ) from error
    except UndefinedError as error:
        raise BadModel(_unknown(str(error))) from error
    except TemplateSyntaxError as error:
        raise BadModel(
            f"Une marque du modèle ne se lit pas ({error.message}). Vérifiez les accolades : "
            "{{ … }} pour une valeur, {% … %} pour une boucle."
        ) from error
    except TemplateError as error:
        raise BadModel("Une marque du modèle ne se lit pas. Vérifiez les accolades.") from error
    except Exception as error:
        raise BadModel(
            "Ce document Word ne se lit pas. Ouvrez-le dans un traitement de texte, enregistrez-le "
            "en .docx, puis recommencez."
        ) from error
    return stream.getvalue()


def _unknown(message: str) -> str:
    name = re.search(r"attribute '([^']+)'|'([^']+)' is undefined", message)
    shown = next((part for part in name.groups() if part), "") if name else ""
    return (
        f"Le modèle demande une valeur inconnue : « {shown} ». "
        "La liste des marques est dans le modèle livré."
    )


def _check_container(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise BadModel("Ce modèle est trop lourd : 5 Mo au plus. Allégez ses images.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
    except zipfile.BadZipFile as error:
        raise BadModel("Ce fichier n’est pas un document Word (.docx).") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise BadModel("Ce fichier n’est pas un document Word (.docx).")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadModel("Ce document est démesuré une fois ouvert : il n’est pas gardé.")
    for part in parts:
        if _FORBIDDEN_PARTS.search(part.filename):
            raise BadModel(
                "Ce document contient une macro ou un objet incorporé : enregistrez-le en .docx "
                "simple, sans macro ni objet."
            )
        if not part.filename.endswith((".xml", ".rels")):
            continue
        held = archive.read(part)
        if _DOCTYPE.search(held[:4096]) or b"<!ENTITY" in held:
            raise BadModel("Ce document déclare des entités XML : il n’est pas gardé.")
        for link in _EXTERNAL.findall(held) if part.filename.endswith(".rels") else ():
            if b"/hyperlink" not in link:
                raise BadModel(
                    "Ce document va chercher une partie ailleurs (modèle ou image liés) : "
                    "incorporez-la, ou retirez le lien."
                )


def _judge(tree: nodes.Template) -> None:
    marks = 0
    for node in tree.find_all(nodes.Node):
        marks += 1
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise BadModel(f"Le modèle n’a pas le droit de lire « {node.attr} ».")
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            raise BadModel("Le modèle n’a pas le droit de calculer ce qu’il lit.")
        if isinstance(node, nodes.Getitem) and str(getattr(node.arg, "value", "")).startswith("_"):
            raise BadModel("Le modèle n’a pas le droit de lire un nom qui commence par « _ ».")
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            raise BadModel(f"Le modèle n’a pas le droit d’employer « {node.name} ».")
        if isinstance(node, nodes.Call):
            raise BadModel("Le modèle n’a pas le droit d’appeler une fonction.")
        if isinstance(node, nodes.For) and node.recursive:
            raise BadModel("Une boucle du modèle s’appelle elle-même : écrivez-la simplement.")
        if not isinstance(node, _ALLOWED):
            raise BadModel(
                "Le modèle fait autre chose que montrer des valeurs, répéter et choisir "
                f"({type(node).__name__.lower()})."
            )
    if marks > MOST_MARKS:
        raise BadModel("Ce modèle a trop de marques : simplifiez-le.")
    _nesting(tree, 0)


def _nesting(node: nodes.Node, depth: int) -> None:
    inside = depth + isinstance(node, nodes.For)
    if inside > DEEPEST_LOOPS:
        raise BadModel(f"Les boucles du modèle s’emboîtent sur {DEEPEST_LOOPS} niveaux au plus.")
    for child in node.iter_child_nodes():
        _nesting(child, inside)
