"""Where a territory is on a map: reference data that a figure never counts by."""

from django.db import models
from django.db.models import Q


class CommuneCentre(models.Model):
    """A point inside a commune, in degrees (WGS 84), by its INSEE code.

    `vintage` is the edition of the outlines that it was computed from; null for a point laid by
    hand. A commune of which nothing is known has no row: maps say so beside them.
    """

    code = models.CharField(max_length=5, unique=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    vintage = models.SmallIntegerField("édition des contours", null=True)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90)
                & Q(longitude__gte=-180, longitude__lte=180),
                name="commune_centre_on_earth",
            )
        ]


class DepartmentOutline(models.Model):
    """The outlines of a département and of its intercommunalités, as lines to draw.

    `lines`: {"border": […], "group": […]}; a line is a list of [latitude, longitude]. A line
    between two intercommunalités stands once.
    """

    department_code = models.CharField(max_length=3, unique=True)
    vintage = models.SmallIntegerField("édition des contours")
    source = models.CharField(max_length=300)
    lines = models.JSONField()
