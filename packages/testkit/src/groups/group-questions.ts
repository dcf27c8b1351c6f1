import { ApiKey, ErrorCode } from '@barnabus/protocol'

import { holds } from '../stories/story.ts'
import { RawConnection } from '../raw-connection.ts'

/** Asks the broker once, over a connection of its own. */
export async function asking<Result>(
  bootstrap: string,
  ask: (connection: RawConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await RawConnection.open(bootstrap)
  try {
    return await ask(connection)
  } finally {
    connection.close()
  }
}

/** Makes topics of so many partitions, or gives them so many. */
export async function makeTopics(
  connection: RawConnection,
  names: readonly string[],
  numPartitions: number,
): Promise<void> {
  const { topics } = await connection.send(ApiKey.CreateTopics, 7, {
    timeoutMs: 10_000,
    topics: names.map((name) => ({
      ...{ name, numPartitions, replicationFactor: 1 },
      assignments: [],
      configs: [],
    })),
  })
  const refused = topics.find(({ errorCode }) => errorCode !== ErrorCode.none)
  holds(refused === undefined, `topic ${refused?.name}: ${refused?.errorMessage}`)
}

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
  return (topics[0]?.partitions ?? []).map(({ offset }) => offset)
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
