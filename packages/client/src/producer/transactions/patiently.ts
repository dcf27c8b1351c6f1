import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { isKafkaError } from '../../errors/kafka-error.ts'

// What goes on when nobody waits for it any more is tried for ever, in pieces of this length.
const pieceMs = 60_000

/**
 * Goes on for as long as it takes, unless the cluster is closed: the outcome of a transaction must be
 * known. Rejects with errors that are not retriable, and with the signal's reason.
 */
export async function patiently<Result>(
  cluster: Cluster,
  attempt: (deadline: Deadline) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    try {
      return await attempt(cluster.deadline({ timeoutMs: pieceMs, signal }))
    } catch (error) {
      if (!isKafkaError(error) || !error.retriable || cluster.isClosed) throw error
      signal?.throwIfAborted()
    }
  }
}
