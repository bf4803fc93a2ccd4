"""A convention of a year as blocks: what its report, its publication and the council say alike."""
