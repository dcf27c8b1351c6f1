import {
  Reader,
  Writer,
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  type MessageCodec,
} from '@barnabus/protocol'

import type { TopicPartition } from '../../topic-partition.ts'
import type { MemberAssignment, MemberSubscription } from '../assignors/partition-assignor.ts'
import { byTopic, partitionsOf } from '../partition-sets.ts'

/** What a member says of itself beside its id, which the coordinator tells. */
export type Wish = Omit<MemberSubscription, 'memberId' | 'groupInstanceId'>

/** A member's wish as the leader of the group reads it, in Kafka's consumer protocol. */
export function subscriptionBytes(wish: Wish): readonly Uint8Array[] {
  return withVersion(consumerProtocolSubscription, {
    topics: wish.topics.toSorted(),
    userData: wish.userData,
    ownedPartitions: byTopic(wish.ownedPartitions),
    generationId: wish.generationId,
    rackId: wish.rackId ?? null,
  })
}

/** Reads what `subscriptionBytes` or another client wrote. Throws a protocol error. */
export function subscriptionIn(bytes: Uint8Array): Wish {
  const found = withoutVersion(consumerProtocolSubscription, bytes)
  return {
    topics: found.topics,
    userData: found.userData,
    ownedPartitions: partitionsOf(found.ownedPartitions),
    generationId: found.generationId,
    rackId: found.rackId === null || found.rackId === '' ? undefined : found.rackId,
  }
}

/** What the leader gives a member, as the member reads it. */
export function assignmentBytes({ partitions, userData }: MemberAssignment): readonly Uint8Array[] {
  const assignedPartitions = byTopic(partitions)
  return withVersion(consumerProtocolAssignment, {
    assignedPartitions,
    userData: userData ?? null,
  })
}

/** Reads what the leader gave. No bytes at all, as from a leader that knew us not, are nothing. */
export function assignmentIn(bytes: Uint8Array): MemberAssignment {
  if (bytes.length === 0) return { partitions: [] }
  const found = withoutVersion(consumerProtocolAssignment, bytes)
  const partitions: readonly TopicPartition[] = partitionsOf(found.assignedPartitions)
  return found.userData === null ? { partitions } : { partitions, userData: found.userData }
}

function withVersion<Message, Draft>(
  codec: MessageCodec<Message, Draft>,
  draft: Draft,
): readonly Uint8Array[] {
  const writer = new Writer()
  writer.int16(codec.versions.max)
  codec.encode(writer, draft, codec.versions.max)
  return writer.finish()
}

/** A newer version only has more at its end: that is not read. */
function withoutVersion<Message, Draft>(
  codec: MessageCodec<Message, Draft>,
  bytes: Uint8Array,
): Message {
  const reader = new Reader(bytes)
  const version = reader.int16()
  return codec.decode(reader, Math.min(version, codec.versions.max))
}
