/** The topic that is copied, and its copy: numbers, counted up over the partitions in turn. */
import { isDeepStrictEqual } from 'node:util'

import { isOperatingError } from '@barnabus/base'
import { ApiKey } from '@barnabus/protocol'

import { asking } from '../asking.ts'
import { endsOf } from '../groups/group-questions.ts'
import type { RawConnection } from '../raw-connection.ts'
import { makeTopic } from '../raw-topics.ts'
import { eventually } from '../stories/eventually.ts'
import { holds } from '../stories/story.ts'
import { readCommitted } from '../transactions/read-committed.ts'
import { writePlain } from '../transactions/write-plain.ts'

export const names = { source: 'source', topic: 'copy', group: 'copiers' } as const

const partitionCount = 4
const recordsPerBatch = 500

/** What stands in the source, by partition. */
export type Numbers = readonly (readonly number[])[]

export function sourceOf(records: number): Numbers {
  return Array.from({ length: partitionCount }, (_, partition) => {
    const length = Math.ceil((records - partition) / partitionCount)
    return Array.from({ length }, (_entry, index) => index * partitionCount + partition)
  })
}

export async function writeSource(connection: RawConnection, source: Numbers): Promise<void> {
  for (const name of [names.source, names.topic]) {
    await makeTopic(connection, { name, numPartitions: partitionCount })
  }
  for (const [index, numbers] of source.entries()) {
    for (let start = 0; start < numbers.length; start += recordsPerBatch) {
      const values = numbers.slice(start, start + recordsPerBatch).map(String)
      await writePlain(connection, names.source, index, values)
    }
  }
}

/** Whether the group has committed the ends of the source. Not while the broker is away. */
export async function isCopied(bootstrap: string, source: Numbers): Promise<boolean> {
  try {
    const { topics } = await asking(bootstrap, (connection) =>
      connection.send(ApiKey.OffsetFetch, 7, {
        ...{ groupId: names.group, requireStable: true },
        topics: [{ name: names.source, partitionIndexes: [...source.keys()] }],
      }),
    )
    const partitions = topics[0]?.partitions ?? []
    return source.every(({ length }, partition) => {
      const found = partitions.find(({ partitionIndex }) => partitionIndex === partition)
      return found?.committedOffset === BigInt(length)
    })
  } catch (error) {
    if (isOperatingError(error) || (error instanceof Error && 'syscall' in error)) return false
    throw error
  }
}

/** What is committed of the copy, once no transaction is open in it. */
export async function copyIn(connection: RawConnection): Promise<Numbers> {
  await eventually(async () => {
    const stable = await endsOf(connection, names.topic, partitionCount, 'read_committed')
    const all = await endsOf(connection, names.topic, partitionCount)
    holds(isDeepStrictEqual(stable, all), 'a transaction stays open when all is copied')
  })
  const copy: (readonly number[])[] = []
  for (let partition = 0; partition < partitionCount; partition += 1) {
    const records = await readCommitted(connection, names.topic, partition)
    copy.push(records.map(({ value }) => Number(value)))
  }
  return copy
}
