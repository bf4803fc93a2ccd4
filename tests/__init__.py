"""Tests of the whole product; each room's own tests stand in `src/probant/<room>/tests`."""
