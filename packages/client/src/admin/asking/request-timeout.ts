import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'

/** How long a broker may take for what it does in its own time, such as making a topic. */
export function requestTimeoutMs(cluster: Cluster, deadline: Deadline): number {
  return Math.ceil(Math.min(cluster.config.metadata.requestTimeoutMs, deadline.remainingMs))
}
