"""Members represented time after time, in the sittings that the register holds of a council."""

import datetime
from collections.abc import Iterable
from itertools import takewhile

from probant.governance.models import Body, Proxy, Sitting
from probant.governance.rules import check_repeated, name_key
from probant.kernel.finding import Finding
from probant.kernel.parameters import NotInForce, parameter

MOST_DAYS = 20


def repeated_proxies(sitting: Sitting, body: Body, givers: Iterable[str]) -> list[Finding]:
    """`proxy.repeated` where the law bounds it: councils (CGCT L2121-20). Two queries, none for an
    association or where nobody is represented.

    Two extracts of one day are one sitting.
    """
    names = {name_key(name): name for name in givers}
    if not names or not body.follows_council_law:
        return []
    try:
        most = parameter("council.proxy_sittings", on=sitting.held_on)
    except NotInForce:
        return []
    held = Sitting.objects.filter(
        house_id=sitting.house_id,
        body=body,
        status=Sitting.Status.HELD,
        held_on__lt=sitting.held_on,
    )
    latest = held.order_by("-held_on").values_list("held_on", flat=True).distinct()
    days = list(latest[:MOST_DAYS])
    given: dict[str, set[datetime.date]] = {}
    rows = Proxy.objects.filter(sitting__in=held.filter(held_on__in=days))
    for name, day in rows.values_list("giver_name", "sitting__held_on"):
        given.setdefault(name_key(name), set()).add(day)
    runs = {
        name: 1 + sum(1 for _ in takewhile(given.get(key, set()).__contains__, days))
        for key, name in names.items()
    }
    return check_repeated(runs, int(most.value), most.source)
