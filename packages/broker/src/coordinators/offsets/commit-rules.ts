import { ErrorCode } from '@barnabus/protocol'

import type { ClassicGroup } from '../classic-groups/classic-group.ts'

/** Whose offsets are committed: the group's generation, and its member. */
export interface Committer {
  readonly memberId: string
  /** Or a member's epoch; -1: from whoever is in no group. */
  readonly generationId: number
  readonly instanceId: string | null
  readonly isTransactional: boolean
  readonly apiVersion: number
}

const groupIdNotFoundSince = 9 // Versions of OffsetCommit before say ILLEGAL_GENERATION.

/** Why nobody can commit to a group that does not exist; none: it is made by committing. */
export function missingGroupFault(committer: Committer): ErrorCode {
  if (committer.generationId < 0) return ErrorCode.none
  const isNew = committer.apiVersion >= groupIdNotFoundSince && !committer.isTransactional
  return isNew ? ErrorCode.groupIdNotFound : ErrorCode.illegalGeneration
}

/** Why the committer may not commit to a classic group; none: it may. */
export function classicCommitFault(group: ClassicGroup, committer: Committer): ErrorCode {
  const { memberId, generationId, instanceId, isTransactional } = committer
  if (generationId < 0 && group.isEmpty) return ErrorCode.none
  if (generationId >= 0 || memberId !== '' || instanceId !== null) {
    const fault = group.memberFault(memberId, instanceId)
    if (fault !== ErrorCode.none) return fault
    if (generationId !== group.generationId) return ErrorCode.illegalGeneration
  } else if (!isTransactional && !group.isEmpty) {
    return ErrorCode.unknownMemberId
  }
  // It has heard of the new generation, and will be told what to do in SyncGroup.
  const isCompleting = group.state === 'CompletingRebalance'
  return isCompleting && !isTransactional ? ErrorCode.rebalanceInProgress : ErrorCode.none
}
