"""The name of a body in a sentence: « Le Bureau métropolitain », « l’Assemblée générale »."""

from probant.kernel.text import fold

_ARTICLES = {
    "conseil": "le ", "bureau": "le ", "comite": "le ", "college": "le ", "directoire": "le ",
    "commission": "la ", "delegation": "la ", "assemblee": "l’",
}  # fmt: skip


def named(name: str) -> str:
    """A body as the subject of a sentence.

    >>> named("Bureau métropolitain"), named("Assemblée générale"), named("AG")
    ('Le Bureau métropolitain', 'L’Assemblée générale', 'AG')
    """
    article = _article(name)
    return f"{article[:1].upper()}{article[1:]}{name}"


def of_body(name: str) -> str:
    """What is of a body.

    >>> of_body("Conseil municipal"), of_body("Assemblée générale"), of_body("AG")
    ('du Conseil municipal', 'de l’Assemblée générale', 'de « AG »')
    """
    article = _article(name)
    if not article:
        return f"de « {name} »"
    return f"du {name}" if article == "le " else f"de {article}{name}"


def _article(name: str) -> str:
    first, *_ = [*fold(name).split(), ""]
    return _ARTICLES.get(first, "")
