"""What this machine does at this moment: the same loop of bare Python, before and after.

Nothing of the product is measured. Two runs of the bench compare only where their loops do: other
work on the machine slows pages and loop alike.
"""

from probant.bench.scenario import Bench, Result, Scenario, line, times

ROUNDS = 200_000


def run(bench: Bench) -> list[Result]:
    """A loop of whole numbers, in this process."""
    return [line("yardstick", "étalon : une boucle de Python nu", times(loop, runs=30))]


def loop() -> int:
    """Sums and remainders."""
    total = 0
    for number in range(ROUNDS):
        total += number * number % 7
    return total


SCENARIO = Scenario("yardstick", "étalon", run, position=1)
