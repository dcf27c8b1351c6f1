import type { TransactionOutcome } from '@barnabus/protocol'

import { ClassicGroup } from '../classic-groups/classic-group.ts'
import { restoreGroup } from '../classic-groups/stored-group.ts'
import { ConsumerGroup } from '../consumer-groups/consumer-group.ts'
import type { GroupRecord as ConsumerGroupRecord } from '../consumer-groups/group-record.ts'
import type { OffsetRecord } from '../offsets/committed-offset.ts'
import { OffsetStore } from '../offsets/offset-store.ts'
import { PendingOffsets } from '../offsets/pending-offsets.ts'
import type { RecordBytes } from '../runtime/record-bytes.ts'
import type { RecordSource, ReplicatedState } from '../runtime/replicated-state.ts'
import { decodeAnyGroupRecord, encodeAnyGroupRecord, type AnyGroupRecord } from './group-record.ts'

/** A group, whichever protocol its members speak. */
export type Group = ClassicGroup | ConsumerGroup

/** The groups of one partition of `__consumer_offsets`, and their offsets. */
export class GroupState implements ReplicatedState<AnyGroupRecord> {
  readonly groups = new Map<string, Group>()
  readonly offsets = new OffsetStore()
  /** What open transactions would commit. */
  readonly pending = new PendingOffsets()

  encode(record: AnyGroupRecord): RecordBytes {
    return encodeAnyGroupRecord(record)
  }

  decode(bytes: RecordBytes): AnyGroupRecord | undefined {
    return decodeAnyGroupRecord(bytes)
  }

  apply(record: AnyGroupRecord, source: RecordSource): void {
    switch (record.kind) {
      case 'offset':
        return this.#applyOffset(record, source)
      case 'group-metadata':
        if (record.value === null) this.groups.delete(record.groupId)
        else this.groups.set(record.groupId, restoreGroup(record.groupId, record.value))
        return
      case 'group-epoch':
      case 'subscription':
      case 'target-epoch':
      case 'target':
      case 'assignment':
      case 'regex':
      case 'partition-metadata':
      default:
        return this.#applyToConsumerGroup(record)
    }
  }

  endTransaction(producerId: bigint, outcome: TransactionOutcome): readonly string[] {
    const ended = this.pending.take(producerId)
    if (outcome === 'commit') for (const { record, at } of ended) this.offsets.apply(record, at)
    return ended.map(({ record }) => record.groupId)
  }

  #applyOffset(record: OffsetRecord, { producerId, offset }: RecordSource): void {
    const { groupId, topic, partition, value } = record
    if (value !== null && !this.groups.has(groupId)) {
      // Somebody commits without joining: a group that only keeps offsets.
      this.groups.set(groupId, new ClassicGroup(groupId, value.committedAtMs))
    }
    if (producerId !== undefined) return this.pending.add(producerId, { record, at: offset })
    if (value === null) this.pending.forget(groupId, topic, partition)
    this.offsets.apply(record, offset)
  }

  #applyToConsumerGroup(record: ConsumerGroupRecord): void {
    const { groupId } = record
    const existing = this.groups.get(groupId)
    if (existing instanceof ConsumerGroup) existing.apply(record)
    else if (record.value !== null) {
      const group = new ConsumerGroup(groupId)
      group.apply(record)
      this.groups.set(groupId, group)
    }
    const isGone = record.kind === 'group-epoch' && record.value === null
    if (isGone && existing instanceof ConsumerGroup) this.groups.delete(groupId)
  }
}
