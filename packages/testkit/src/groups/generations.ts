import {
  ApiKey,
  batchesIn,
  consumerProtocolAssignment,
  decodeRecordKey,
  decodeRecordValue,
  groupMetadataRecord,
  Reader,
  recordTypeOf,
} from '@barnabus/protocol'

import type { RawConnection } from '../raw-connection.ts'
import { holds } from '../stories/story.ts'

const offsetsTopic = '__consumer_offsets'
const decompressedSizeMax = 64 * 1024 * 1024

/** A generation of a group, as the offsets topic has it. */
export interface Generation {
  readonly groupId: string
  readonly generation: number
  /** By member: the partitions it was given. */
  readonly assignments: readonly (readonly number[])[]
}

/** Every generation of consumers that the offsets topic tells of, read as any consumer would. */
async function readGenerations(connection: RawConnection): Promise<readonly Generation[]> {
  const { topics } = await connection.send(ApiKey.Metadata, 5, { topics: [{ name: offsetsTopic }] })
  const generations: Generation[] = []
  for (const { partitionIndex } of topics[0]?.partitions ?? []) {
    generations.push(...(await generationsIn(connection, partitionIndex)))
  }
  return generations
}

/** Throws if leaders gave a partition to two members of a generation; what they gave is in the log. */
export async function noSharedPartitions(connection: RawConnection): Promise<void> {
  const generations = await readGenerations(connection)
  holds(generations.length > 0, 'the offsets topic tells of no generation')
  for (const generation of generations) {
    const shared = sharedPartitions(generation)
    const { groupId, generation: number } = generation
    holds(shared.length === 0, `${groupId}, generation ${number}: ${shared.join()} twice`)
  }
}

/** The partitions that a generation has given to more than one member. */
export function sharedPartitions({ assignments }: Generation): readonly number[] {
  const owned = assignments.flat()
  return owned.filter((partition, index) => owned.indexOf(partition) !== index)
}

async function generationsIn(
  connection: RawConnection,
  partition: number,
): Promise<readonly Generation[]> {
  const generations: Generation[] = []
  for (let fetchOffset = 0n; ;) {
    const bytes = await fetchFrom(connection, partition, fetchOffset)
    const from = fetchOffset
    for (const batch of batchesIn(bytes)) {
      for (const { key, value } of batch.records({ decompressedSizeMax })) {
        const generation = key !== null && value !== null ? generationOf(key, value) : undefined
        if (generation !== undefined) generations.push(generation)
      }
      fetchOffset = batch.nextOffset
    }
    if (fetchOffset === from) return generations
  }
}

async function fetchFrom(
  connection: RawConnection,
  partition: number,
  fetchOffset: bigint,
): Promise<Uint8Array> {
  const { responses } = await connection.send(ApiKey.Fetch, 11, {
    maxWaitMs: 0,
    minBytes: 0,
    topics: [
      {
        topic: offsetsTopic,
        partitions: [{ partition, fetchOffset, partitionMaxBytes: 4 * 1024 * 1024 }],
      },
    ],
  })
  const records = responses[0]?.partitions[0]?.records ?? new Uint8Array()
  return records
}

function generationOf(key: Uint8Array, value: Uint8Array): Generation | undefined {
  if (recordTypeOf(key) !== groupMetadataRecord.type) return undefined
  const { group: groupId } = decodeRecordKey(groupMetadataRecord, key)
  const { generation, members } = decodeRecordValue(groupMetadataRecord, value)
  return { groupId, generation, assignments: members.map((member) => partitionsIn(member)) }
}

function partitionsIn({ assignment }: { readonly assignment: Uint8Array }): readonly number[] {
  if (assignment.length === 0) return []
  const reader = new Reader(assignment)
  reader.int16()
  const { assignedPartitions } = consumerProtocolAssignment.decode(reader, 0)
  return assignedPartitions.flatMap(({ partitions }) => partitions)
}
