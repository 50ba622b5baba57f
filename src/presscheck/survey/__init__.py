"""Survey: the first pass over a batch. Adds up by shard, whatever the order."""

from presscheck.survey.tally import Tally, facts_of, line_key, survey

__all__ = ["Tally", "facts_of", "line_key", "survey"]
