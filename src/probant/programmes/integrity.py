"""Facts copy the official codes that figures recognise: a copy always equals its origin."""

from collections.abc import Iterator

from django.db.models import F, ForeignKey, Q

from probant.journal.facts import Fact
from probant.journal.guards import fact_models
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken

CODE = "official_code"


def copied_codes() -> Iterator[Finding]:
    """`facts.code`: the code a fact carries is not that of its programme, phase or kind."""
    for model in fact_models():
        for name in copies(model):
            code = f"{name}_code"
            wrong = Q(**{f"{name}__isnull": True}) & ~Q(**{code: ""})
            wrong |= Q(**{f"{name}__isnull": False}) & ~Q(**{code: F(f"{name}__{CODE}")})
            rows = model.objects.filter(wrong).order_by("pk")
            for pk, house_id, seq in rows.values_list("pk", "house_id", "seq").iterator():
                yield broken(
                    "facts.code",
                    f"Structure {house_id}, écriture {seq} : le fait {pk} de "
                    f"{model._meta.db_table} porte un code ({code}) qui n’est pas celui de son "
                    "origine.",
                )


def copies(model: type[Fact]) -> list[str]:
    """Names of the relations whose official code stands beside them as `<name>_code`."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [
        name
        for name, field in fields.items()
        if isinstance(field, ForeignKey)
        and f"{name}_code" in fields
        and any(column.name == CODE for column in field.related_model._meta.concrete_fields)
    ]


CHECKS = (Check("programmes.codes", "codes copiés dans les faits", copied_codes),)
