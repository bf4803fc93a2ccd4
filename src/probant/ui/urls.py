"""Addresses of the style sheet and script; and, in DEBUG, of the page that shows every piece."""

from django.conf import settings
from django.urls import URLPattern

from probant.ui import files, sheet
from probant.ui.routing import PUBLIC, page

app_name = "ui"
urlpatterns: list[URLPattern] = [
    page("ui/<slug:digest>/<str:name>", files.send, name="file", read=PUBLIC),
]
if settings.DEBUG:
    urlpatterns.append(page("style/", sheet.show, name="sheet", read=PUBLIC))
