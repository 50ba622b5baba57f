"""Survey: the first pass over a batch. Adds up by shard, whatever the order."""

from presscheck.survey.tally import Tally, survey

__all__ = ["Tally", "survey"]
