import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { holds } from '../stories/story.ts'
import type { RawConnection } from '../raw-connection.ts'

export async function growTopics(
  connection: RawConnection,
  names: readonly string[],
  count: number,
): Promise<void> {
  const { results } = await connection.send(ApiKey.CreatePartitions, 3, {
    timeoutMs: 10_000,
    validateOnly: false,
    topics: names.map((name) => ({ name, count, assignments: null })),
  })
  const refused = results.find(({ errorCode }) => errorCode !== ErrorCode.none)
  holds(refused === undefined, `topic ${refused?.name}: ${refused?.errorMessage}`)
}

/** The offsets after the last record that such a reader is shown, by partition. */
export async function endsOf(
  connection: RawConnection,
  name: string,
  partitionCount: number,
  isolation: 'read_uncommitted' | 'read_committed' = 'read_uncommitted',
): Promise<readonly bigint[]> {
  const { topics } = await connection.send(ApiKey.ListOffsets, 5, {
    replicaId: -1,
    isolationLevel: isolation === 'read_committed' ? 1 : 0,
    topics: [
      {
        name,
        partitions: Array.from({ length: partitionCount }, (_, partitionIndex) => ({
          partitionIndex,
          timestamp: -1n,
        })),
      },
    ],
  })
  // Apache Kafka answers in an order of its own.
  const ends = new Map(
    topics[0]?.partitions.map(({ partitionIndex, offset }) => [partitionIndex, offset]),
  )
  return Array.from({ length: partitionCount }, (_, partition) => ends.get(partition) ?? -1n)
}

/** Classic groups as their coordinator sees them: for whoever wonders why one is not divided. */
export async function groupsInWords(
  connection: RawConnection,
  groupIds: readonly string[],
): Promise<readonly string[]> {
  const { groups } = await connection.send(ApiKey.DescribeGroups, 5, { groups: [...groupIds] })
  return groups.map(({ groupId, groupState, members }) => {
    const told = members.map(
      ({ memberId, memberAssignment }) => `${memberId} (${memberAssignment.length} bytes)`,
    )
    return `${groupId} is ${groupState}: ${told.join(', ') || 'nobody'}`
  })
}

/** The ids of a group's members, whichever protocol they speak. */
export async function memberIdsOf(connection: RawConnection, groupId: string): Promise<string[]> {
  const groupIds = [groupId]
  const classic = await connection.send(ApiKey.DescribeGroups, 5, { groups: groupIds })
  const consumer = await connection.send(ApiKey.ConsumerGroupDescribe, 0, {
    groupIds,
    includeAuthorizedOperations: false,
  })
  const [ofClassic] = classic.groups
  const [ofConsumers] = consumer.groups
  return [...(ofClassic?.members ?? []), ...(ofConsumers?.members ?? [])].map(
    ({ memberId }) => memberId,
  )
}

/** Commits for a member as of a generation, or an epoch, that is over. Returns the error. */
export async function commitLate(
  connection: RawConnection,
  late: { readonly groupId: string; readonly topic: string; readonly memberId: string },
): Promise<number | undefined> {
  const { topics } = await connection.send(ApiKey.OffsetCommit, 9, {
    groupId: late.groupId,
    memberId: late.memberId,
    generationIdOrMemberEpoch: 0,
    topics: [
      {
        name: late.topic,
        partitions: [{ partitionIndex: 0, committedOffset: 0n, committedMetadata: null }],
      },
    ],
  })
  return topics[0]?.partitions[0]?.errorCode
}
