"""Tables to files: what people and other programs read of a run."""
