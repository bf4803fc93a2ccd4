"""What each house does with personal data, for everybody; the direction writes its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.directory import actions
from probant.directory.access import can_erase
from probant.directory.models import House
from probant.directory.notices import notice_of
from probant.directory.screens.asking import answer
from probant.directory.screens.rights_forms import NoticeForm
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request

MOST = 50


def privacy(request: Request) -> HttpResponse:
    """The notices of the houses that run programmes here: usually one."""
    running = House.objects.filter(runs_programmes=True).select_related("organisation")
    houses = list(running.order_by("organisation__name_key")[:MOST])
    context = {
        "notices": [(house, notice_of(house)) for house in houses],
        "may_edit": can_erase(request.actor).allowed,
    }
    return render(request, "directory/privacy.html", context)


def edit_notice(request: Request) -> HttpResponse:
    """Write the notice of one's house; the versions before are kept."""
    house = House.objects.select_related("organisation").filter(pk=request.actor.house_id).first()
    if house is None:
        raise Http404
    form = NoticeForm(request.POST or None, initial=notice_of(house).texts())
    back = reverse("directory:privacy")

    def act(keys: FormKeys) -> str:
        actions.publish_notice(request.actor, key=keys.key, **form.cleaned_data)
        return back

    return answer(
        request,
        form,
        "directory/notice_form.html",
        act=act,
        done="La notice est publiée.",
        back=back,
        context={"house": house},
    )
