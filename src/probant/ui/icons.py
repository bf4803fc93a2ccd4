"""Line icons, drawn for Probant on a 20 × 20 grid; decorative, always beside a word."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

_PATHS = {
    "home": "M3 9.5 10 3.5l7 6V17h-4.5v-4.5h-5V17H3z",
    "agenda": "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M10 5.5V10l3 2",
    "cases": "M2.5 5h5l1.5 2h8.5v9.5h-15zM2.5 9.5h15",
    "gatherings": "M3 4.5h14V17H3zM3 8.5h14M7 2.5v4M13 2.5v4M7 12h2.5",
    "conventions": "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5.5M7.5 13h5.5",
    "deliberations": "M3 17h14M4.5 17V9M8.2 17V9M11.8 17V9M15.5 17V9M2.5 9h15L10 3.5z",
    "figures": "M3 3v14h14M6 13h3v-3h3V7h3.5V4.5",
    "directory": "M4.5 2.5H16v15H4.5zM2.5 6h3M2.5 10h3M2.5 14h3M8 12.5c.4-1.6 4.1-1.6 4.5 0"
    "M12 7.5a1.8 1.8 0 1 1-3.600 0 1.8 1.8 0 0 1 3.600 0",
    "documents": "M2.5 11.500 5 4h10l2.500 7.500V16.500h-15zM2.500 11.500H7c0 4 6 4 6 0h4.500",
    "more": "M3.500 10h1M9.500 10h1M15.500 10h1M3.500 10.500h1M9.500 10.500h1M15.500 10.500h1",
    "search": "M13 8.500a4.500 4.500 0 1 1-9 0 4.500 4.500 0 0 1 9 0M12 12l4.500 4.500",
    "close": "M5 5l10 10M15 5 5 15",
}


def icon(name: str) -> SafeString:
    """Return the drawing of that name, or nothing: an unknown icon is not worth an error."""
    path = _PATHS.get(name)
    if path is None:
        return mark_safe("")
    return mark_safe(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        f'<path d="{path}"/></svg>'
    )
