"""The demonstration year, built through actions from the facts of the seeds."""
