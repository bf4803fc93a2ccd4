import pytest

from probant.kernel.decision import ALLOWED, Decision, Refused, refused, require


def test_allowed_is_true_and_passes() -> None:
    assert bool(ALLOWED) is True
    assert require(ALLOWED) is None  # type: ignore[func-returns-value]


def test_refusal_is_false_and_raises_its_reason() -> None:
    decision = refused("Le dossier est clos.")
    assert bool(decision) is False
    with pytest.raises(Refused) as raised:
        require(decision)
    assert (raised.value.reason, str(raised.value)) == ("Le dossier est clos.",) * 2


def test_refusal_without_reason_is_impossible() -> None:
    with pytest.raises(ValueError, match="reason"):
        Decision(False)
