"""The one task that the queue knows: do the job of a row."""

from django_tasks import task

from probant.post import performing


@task()
def perform(job_id: int) -> None:
    """Do one attempt of a `BackgroundJob`; raises what the work raises."""
    performing.attempt(job_id)
