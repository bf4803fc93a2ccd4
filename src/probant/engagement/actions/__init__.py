"""What can be done with volunteers and time; each action is one journal entry."""

from probant.engagement.actions.hours import (
    enrol_volunteer,
    log_hours,
    log_staff_time,
    void_time,
)

__all__ = ["enrol_volunteer", "log_hours", "log_staff_time", "void_time"]
