import { ErrorCode, zeroUuid, type Uuid } from '@barnabus/protocol'

import { ClassicGroup } from '../classic-groups/classic-group.ts'
import { commitRule, type CommitRule } from '../consumer-groups/offset-rules.ts'
import { isRefusal } from '../consumer-groups/refusal.ts'
import type { GroupState } from '../groups/group-state.ts'
import type { Decision } from '../runtime/shard.ts'
import { classicCommitFault, missingGroupFault, type Committer } from './commit-rules.ts'
import type { OffsetRecord } from './committed-offset.ts'

/** What is committed of a topic that exists. */
export interface TopicCommit {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly PartitionCommit[]
}

export interface PartitionCommit {
  readonly partitionIndex: number
  readonly committedOffset: bigint
  readonly committedLeaderEpoch: number
  readonly committedMetadata: string | null
}

export interface Commit extends Committer {
  readonly groupId: string
  readonly topics: readonly TopicCommit[]
  /** How long to keep the offsets, in ms; -1: as the settings say. Only old clients ask. */
  readonly retentionTimeMs: number
}

/** What came of each partition, topic by topic. */
export type CommitAnswer = readonly {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: readonly { readonly partitionIndex: number; readonly errorCode: ErrorCode }[]
}[]

/** Decides on OffsetCommit: all that is asked for, but for metadata that is too long. */
export function commitOffsets(
  state: GroupState,
  commit: Commit,
  { nowMs, metadataSizeMax }: { readonly nowMs: number; readonly metadataSizeMax: number },
): Decision<OffsetRecord, CommitAnswer> {
  const rule = ruleFor(state, commit)
  if (typeof rule === 'number') return { records: [], answer: commitError(commit, rule) }
  const fault = firstFault(commit, rule)
  if (fault !== ErrorCode.none) return { records: [], answer: commitError(commit, fault) }

  const records: OffsetRecord[] = []
  const { groupId, retentionTimeMs } = commit
  const wantedEndMs = Math.min(nowMs + retentionTimeMs, Number.MAX_SAFE_INTEGER)
  const expiresAtMs = retentionTimeMs === -1 ? undefined : wantedEndMs
  const answer = commit.topics.map(({ name, topicId, partitions }) => ({
    name,
    topicId,
    partitions: partitions.map((committed) => {
      const { partitionIndex, committedMetadata } = committed
      const metadata = committedMetadata ?? ''
      if (metadata.length > metadataSizeMax) {
        return { partitionIndex, errorCode: ErrorCode.offsetMetadataTooLarge }
      }
      const value = {
        ...{ metadata, topicId, expiresAtMs, committedAtMs: nowMs },
        offset: committed.committedOffset,
        leaderEpoch: committed.committedLeaderEpoch,
      }
      records.push({ kind: 'offset', groupId, topic: name, partition: partitionIndex, value })
      return { partitionIndex, errorCode: ErrorCode.none }
    }),
  }))
  return { records, answer }
}

/** The same error for everything that was to be committed. */
export function commitError(
  { topics }: Pick<Commit, 'topics'>,
  errorCode: ErrorCode,
): CommitAnswer {
  return topics.map(({ name, topicId, partitions }) => ({
    name,
    topicId,
    partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
  }))
}

/** What this committer may commit, or why nothing. */
function ruleFor(state: GroupState, commit: Commit): CommitRule | ErrorCode {
  const group = state.groups.get(commit.groupId)
  if (group === undefined) return missingGroupFault(commit) || anything
  if (group instanceof ClassicGroup) return classicCommitFault(group, commit) || anything
  const rule = commitRule(group, { ...commit, memberEpoch: commit.generationId })
  return isRefusal(rule) ? rule.errorCode : rule
}

const anything: CommitRule = () => undefined

/** One partition that may not be committed makes all of it wrong: the member is not up to date. */
function firstFault({ topics }: Commit, rule: CommitRule): ErrorCode {
  for (const { topicId, partitions } of topics) {
    for (const { partitionIndex } of partitions) {
      const refusal = rule(topicId === zeroUuid ? undefined : topicId, partitionIndex)
      if (refusal !== undefined) return refusal.errorCode
    }
  }
  return ErrorCode.none
}
