"""Contributions in kind: a nature, which forms and the chart of accounts number differently.

The Cerfa 12156 prints the order of the chart before 2020 (870 bénévolat, 871 prestations, 875 dons
en nature); regulation ANC 2018-06 numbers 870 dons en nature, 871 prestations, 875 bénévolat. A
number alone tells nothing: the nature is stored, the number is chosen where one prints.
"""

from probant.funding.rules.chart import EXPENSE, is_in_kind
from probant.kernel.text import fold

VOLUNTEER, PREMISES, SERVICE, GOODS = "volunteer", "premises", "service", "goods"
#: nature → (expense, income by the chart of ANC 2018-06, income as the Cerfa prints it)
NUMBERS = {
    VOLUNTEER: ("864", "875", "870"),
    PREMISES: ("861", "871", "871"),
    SERVICE: ("862", "871", "871"),
    GOODS: ("860", "870", "875"),
}
_WORDS = (
    (VOLUNTEER, ("benevol",)),
    (PREMISES, ("local", "locaux", "salle", "materiel", "bureau", "mise a disposition", "pret")),
    (SERVICE, ("prestation",)),
    (GOODS, ("don", "secours", "denree", "vetement")),
)
_BY_ACCOUNT = {"860": GOODS, "861": PREMISES, "862": SERVICE, "864": VOLUNTEER}


def nature_of(account: str, label: str) -> str:
    """The nature that an account of charges or the words of a label give; "" where neither does.

    >>> nature_of("864", ""), nature_of("870", "Bénévolat"), nature_of("870", "Apports")
    ('volunteer', 'volunteer', '')
    >>> nature_of("875", "Dons en nature"), nature_of("641", "Bénévolat")
    ('goods', '')
    """
    if not is_in_kind(account):
        return ""
    words = f" {fold(label)}"
    for nature, beginnings in _WORDS:
        if any(f" {begins}" in words for begins in beginnings):
            return nature
    return _BY_ACCOUNT.get(account[:3], "")


def account_of(nature: str, side: str, *, printed: str = "chart") -> str:
    """The account of a nature on a side, as the chart numbers it or as the `cerfa` prints it.

    >>> account_of("volunteer", "income"), account_of("volunteer", "income", printed="cerfa")
    ('875', '870')
    """
    if nature not in NUMBERS:
        return "86" if side == EXPENSE else "87"
    expense, chart, cerfa = NUMBERS[nature]
    if side == EXPENSE:
        return expense
    return cerfa if printed == "cerfa" else chart
