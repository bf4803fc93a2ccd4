"""What no column holds is said beside its field, or answered as a form that cannot be read."""

import pytest
from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError

from probant.kernel.roles import TEAM
from probant.ui.fields import YearField
from probant.ui.routing import page
from probant.ui.tests.conftest import AWA


@pytest.mark.parametrize("typed", ["0", "7", "1899", "2200", "99999"])
def test_a_year_is_one_that_conventions_have(typed: str) -> None:
    assert (YearField().clean("2024"), YearField(required=False).clean("")) == (2024, None)
    with pytest.raises(ValidationError, match="Écrivez une année entre 1900 et 2199"):
        YearField().clean(typed)


@pytest.mark.parametrize("error", [OverflowError, DataError])
def test_a_value_that_the_engine_refuses_is_a_form_that_cannot_be_read(rf, error) -> None:
    def write(request):
        raise error("too large")

    request = rf.post("/x/")
    request.actor = AWA
    with pytest.raises(BadRequest):
        page("x/", write, name="x", read=None, write=TEAM).callback(request)
