"""Bodies, sittings, proxies, ballots, deliberations and their decisions."""
