"""Volunteers and staff, and the time they give; one module a subject."""

from probant.engagement.models.hours import StaffTime, TimeFact, VolunteerHours, Volunteering

__all__ = ["StaffTime", "TimeFact", "VolunteerHours", "Volunteering"]
