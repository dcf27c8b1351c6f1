import type { Broker } from '../broker.ts'
import type { PartitionImage, TopicImage } from '../metadata/image.ts'

/**
 * Whether a write with acks=all may begin: no fewer replicas run than `min.insync.replicas` asks
 * for, or than the topic has if those are fewer. All replicas share our disk, so all that run are
 * in sync.
 */
export function hasEnoughReplicas(
  broker: Broker,
  topic: TopicImage,
  { leaderId, replicaIds }: PartitionImage,
): boolean {
  const running = replicaIds.filter((nodeId) => broker.nodes.get(nodeId) !== undefined)
  if (running.length === replicaIds.length) return true
  return running.length >= broker.settings.topic(topic, leaderId)['min.insync.replicas']
}
