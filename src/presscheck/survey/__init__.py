"""Survey: the first pass over a batch. Adds up by shard, whatever the order."""

from presscheck.survey.tally import Tally, line_key, survey

__all__ = ["Tally", "line_key", "survey"]
