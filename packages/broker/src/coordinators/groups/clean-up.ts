import { zeroUuid, type Uuid } from '@barnabus/protocol'

import type { BrokerConfig } from '../../config/broker-config.ts'
import type { MetadataImage } from '../../metadata/image.ts'
import { forgottenWithTopics } from '../offsets/delete-offsets.ts'
import { expireOffsets } from '../offsets/expire-offsets.ts'
import { offsetsRetentionMs } from './group-settings.ts'
import type { GroupShard } from './group-shard.ts'
import { groupTombstones } from './group-tombstones.ts'

/** The name of the timer that expires offsets. */
export const cleanUp = 'clean-up'

// Nobody waits for what is written here: should it not get onto the disk, the next round does it.

/** Expires offsets, and with them the groups that have nothing left. */
export function cleanUpNow(shard: GroupShard, config: BrokerConfig, nowMs: number): void {
  const { state } = shard
  const terms = { nowMs, retentionMs: offsetsRetentionMs(config) }
  for (const [groupId, group] of [...state.groups]) {
    const { records, isAll } = expireOffsets(state, group, terms)
    const ends = isAll && group.isEmpty ? groupTombstones(group) : []
    shard.write(groupId, [...records, ...ends])
  }
}

/** Forgets what groups committed for a topic that was deleted; not for a namesake made since. */
export function forgetTopic(
  shard: GroupShard,
  gone: { readonly name: string; readonly id: Uuid },
): void {
  forgetTopics(
    shard,
    (topic, topicId) => topic === gone.name && (topicId === zeroUuid || topicId === gone.id),
  )
}

/** After a start: the same for topics that went just before the last stop. */
export function forgetLostTopics(shard: GroupShard, image: MetadataImage): void {
  forgetTopics(
    shard,
    (topic, topicId) => topicId !== zeroUuid && image.topics.get(topic)?.id !== topicId,
  )
}

function forgetTopics(shard: GroupShard, isGone: Parameters<typeof forgottenWithTopics>[1]): void {
  for (const [groupId, records] of forgottenWithTopics(shard.state, isGone)) {
    shard.write(groupId, records)
  }
}
