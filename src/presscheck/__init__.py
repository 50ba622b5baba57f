"""presscheck audits batches of scraped news: what is wrong, where, and where each text came from."""

__version__ = "0.1.0"
