"""The steps of `presscheck.pipeline` on the workers of a Spark cluster, for batches that are too large for one machine.

Needs the extra: ``pip install presscheck[spark]``, and Java 17. docs/scale.md says how it grows. Only this package
imports pyspark.
"""

from presscheck.cluster.audit import audit
from presscheck.cluster.session import ClusterError, start

__all__ = ["ClusterError", "audit", "start"]
