import { ErrorCode } from '@barnabus/protocol'

import type { Cluster, Target } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'
import { brokerError, type KafkaError } from '../../errors/kafka-error.ts'

/** The broker with that id. Rejects with BROKER_NOT_AVAILABLE if the cluster has none. */
export async function toBroker(cluster: Cluster, id: number, deadline: Deadline): Promise<Target> {
  const isThere = (): boolean => cluster.metadata.snapshot.nodes.has(id)
  if (!isThere()) await cluster.metadata.refresh(deadline)
  if (isThere()) return { node: id }
  throw brokerError(
    ErrorCode.brokerNotAvailable,
    `find broker ${id}`,
    'there is none in the cluster',
  )
}

/** Whether a failure may pass that is not the absence of a broker or topic. */
export function retriedByBroker({ retriable, errorCode }: KafkaError): boolean {
  return (
    retriable &&
    errorCode !== ErrorCode.unknownTopicOrPartition &&
    errorCode !== ErrorCode.brokerNotAvailable
  )
}
