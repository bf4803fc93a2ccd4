"""Decimal quantities (days, full-time equivalents), kept as whole hundredths."""


def read_hundredths(text: str) -> int:
    """Read a decimal quantity as hundredths: `2,5` is 250. Raises ValueError in French.

    >>> read_hundredths("2,5"), read_hundredths("3"), read_hundredths("0.8")
    (250, 300, 80)
    """
    whole, _, rest = "".join(text.split()).replace(".", ",").partition(",")
    digits = (whole or "0") + rest
    if not (digits.isascii() and digits.isdigit() and len(whole) <= 6 and len(rest) <= 2):
        raise ValueError(f"« {text} » n’est pas un nombre : écrivez par exemple 2,5.")
    return int((whole or "0") + rest.ljust(2, "0"))


def write_hundredths(value: int) -> str:
    """Hundredths as a French decimal number without useless zeros.

    >>> write_hundredths(250), write_hundredths(300), write_hundredths(80)
    ('2,5', '3', '0,8')
    """
    whole, rest = divmod(value, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)
