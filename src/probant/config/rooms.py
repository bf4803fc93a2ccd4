"""The rooms of the house, from the ground up; installed, routed and layered in this one order."""

ROOMS = (
    "journal",
    "search",
    "ui",
    "directory",
    "accounts",
    "documents",
    "post",
    "programmes",
    "governance",
    "support",
    "gatherings",
    "engagement",
    "funding",
    "indicators",
    "ingestion",
    "consortia",
    "reports",
    "portal",
    "desk",
    "demo",
)
