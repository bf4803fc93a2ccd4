"""Background work as people see it: what they asked for, and how far it is."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from probant.post.models import BackgroundJob
from probant.post.queries import card_of, own_jobs
from probant.ui.request import Request


def listing(request: Request) -> HttpResponse:
    """The work that one asked for; the direction sees what the team asked too."""
    return render(request, "post/jobs.html", {"cards": own_jobs(request.actor)})


def sheet(request: Request, pk: int) -> HttpResponse:
    """How far one job is; the fragment alone for htmx, which asks again until the end."""
    job = get_object_or_404(BackgroundJob.objects.visible_to(request.actor), pk=pk)
    template = "post/_progress.html" if request.htmx else "post/job.html"
    return render(request, template, {"card": card_of(job), "job": job})
