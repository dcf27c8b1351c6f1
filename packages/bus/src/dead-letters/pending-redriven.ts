import { readJourney } from '../messages/bus-headers.ts'
import type { Desk } from './desk.ts'
import { rangesOf, readRanges } from './read-ranges.ts'

/** How many messages of a redrive its group has not got to yet. */
export async function countPending(
  { reader, topics, group }: Desk,
  redrive: string,
): Promise<number> {
  const whole = await rangesOf(topics.redriveTopic, reader)
  const committed = await reader.admin.listGroupOffsets(group, {
    ...{ partitions: whole, signal: reader.signal },
  })
  const places = new Map(committed.map(({ partition, offset }) => [partition, offset]))
  const left = whole.map((range) => ({ ...range, from: places.get(range.partition) ?? range.from }))
  let count = 0
  for await (const record of readRanges(left, reader)) {
    if (readJourney(record)?.redrive?.id === redrive) count += 1
  }
  return count
}
