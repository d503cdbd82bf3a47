"""Reading on a cluster: several processes of this machine, or many machines, under Daft.

What costs is the reading of each report by itself, and that alone is distributed. The parts that a run has
to read are gathered in `blocks`; a `driver` has Daft (`engine`, `plan`) hand them to processes, each with a
`reader`, which write what comes of a block into a file of a folder (`store`). Then the plain run
(`dateline.pipeline.read`) takes the same way through the same sources and finds there what it would have
read: so keeping, linking and the record are the very same, whatever was done where, or not done
(docs/decisions/0026).
"""

from dateline.cluster.driver import read_on_cluster

__all__ = ["read_on_cluster"]
