import type { Admin as OwnAdmin } from '../../admin/admin.ts'
import type { OffsetSpec } from '../../admin/topics/list-offsets.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { requireList } from '../require-list.ts'
import { translating } from '../translate-error.ts'
import { byTopic, type PartitionOffset } from '../consumer/offsets-by-topic.ts'
import { offsetNumber, partitionNumber } from '../consumer/given-offsets.ts'
import { describeGroups } from './groups.ts'
import { partitionsOf } from './topics.ts'

/** An offset that a group has committed; '-1': none. */
export interface FetchOffsetsPartition extends PartitionOffset {
  readonly metadata: string | null
}

const none = '-1'
const latest = -1n
const earliest = -2n

/** The ends of a topic's partitions. */
export async function fetchTopicOffsets(
  admin: OwnAdmin,
  topic: string,
): Promise<(PartitionOffset & { readonly high: string; readonly low: string })[]> {
  const partitions = await partitionsOf(admin, topic)
  const [high, low] = await Promise.all([
    offsetsAt(admin, topic, partitions, 'latest'),
    offsetsAt(admin, topic, partitions, 'earliest'),
  ])
  return partitions.map((partition) => {
    const offset = String(high.get(partition))
    return { partition, offset, high: offset, low: String(low.get(partition)) }
  })
}

/** Where the first message is that is not older, or where the next will be, in each partition. */
export async function fetchTopicOffsetsByTimestamp(
  admin: OwnAdmin,
  topic: string,
  timestamp: number | undefined,
): Promise<PartitionOffset[]> {
  const partitions = await partitionsOf(admin, topic)
  const high = await offsetsAt(admin, topic, partitions, 'latest')
  const found =
    timestamp === undefined ? high : await offsetsAt(admin, topic, partitions, timestamp)
  return partitions.map((partition) => ({
    partition,
    offset: String(found.get(partition) ?? high.get(partition)),
  }))
}

async function offsetsAt(
  admin: OwnAdmin,
  topic: string,
  partitions: readonly number[],
  at: OffsetSpec,
): Promise<ReadonlyMap<number, bigint | undefined>> {
  const wanted = partitions.map((partition) => ({ topic, partition, at }))
  const listed = await translating(admin.listOffsets(wanted))
  return new Map(listed.map(({ partition, offset }) => [partition, offset]))
}

/** What a group has committed of these topics, or of all. */
export async function fetchOffsets(
  admin: OwnAdmin,
  options: {
    readonly groupId: string
    readonly topics?: readonly string[] | undefined
    readonly resolveOffsets?: boolean | undefined
  },
): Promise<{ topic: string; partitions: FetchOffsetsPartition[] }[]> {
  const { groupId, topics = [], resolveOffsets = false } = options
  requireText('groupId', groupId)
  const found = await committed(admin, groupId, topics)
  if (!resolveOffsets) return found
  return await Promise.all(found.map((one) => resolved(admin, groupId, one)))
}

type TopicOffsets = Awaited<ReturnType<typeof fetchOffsets>>[number]

async function committed(
  admin: OwnAdmin,
  groupId: string,
  topics: readonly string[],
): Promise<TopicOffsets[]> {
  const offsets = await translating(admin.listGroupOffsets(groupId))
  const metadataOf = (topic: string, partition: number): string | null => {
    const own = offsets.find((one) => one.topic === topic && one.partition === partition)
    return own?.metadata === undefined || own.metadata === '' ? null : own.metadata
  }
  const all = byTopic(offsets)
  const wanted = topics.length > 0 ? topics : all.map(({ topic }) => topic)
  return await Promise.all(
    wanted.map(async (topic) => {
      const own = all.find((one) => one.topic === topic)?.partitions ?? []
      const numbers =
        topics.length > 0 ? await partitionsOf(admin, topic) : own.map(({ partition }) => partition)
      const partitions = numbers.map((partition) => ({
        partition,
        offset: own.find((one) => one.partition === partition)?.offset ?? none,
        metadata: metadataOf(topic, partition),
      }))
      return { topic, partitions }
    }),
  )
}

/** Commits an end where nothing is committed, as kafkajs does. */
async function resolved(
  admin: OwnAdmin,
  groupId: string,
  { topic, partitions }: TopicOffsets,
): Promise<TopicOffsets> {
  const ends = await fetchTopicOffsets(admin, topic)
  const found = partitions.map((one) => ({
    ...one,
    offset:
      one.offset === none
        ? ends.find(({ partition }) => partition === one.partition)!.high
        : one.offset,
  }))
  await setOffsets(admin, { groupId, topic, partitions: found })
  return { topic, partitions: found }
}

/** Commits these offsets for a group that nobody is in; '-2' and '-1' are the ends. */
export async function setOffsets(
  admin: OwnAdmin,
  options: {
    readonly groupId: string
    readonly topic: string
    readonly partitions: readonly PartitionOffset[]
  },
): Promise<void> {
  const { groupId, topic, partitions } = options
  requireText('groupId', groupId)
  requireText('topic', topic)
  requireList('partitions', partitions)
  if (partitions.length === 0) {
    throw new KafkaJSNonRetriableError('Invalid partitions')
  }
  await requireNobody(admin, groupId)
  const given = partitions.map(({ partition, offset }) => ({
    partition: partitionNumber(partition),
    offset: offsetNumber(offset, earliest),
  }))
  const ends = given.some(({ offset }) => offset < 0n) ? await fetchTopicOffsets(admin, topic) : []
  const offsets = given.map(({ partition, offset }) => {
    const end = ends.find((one) => one.partition === partition)
    if (offset === latest) return { topic, partition, offset: BigInt(end!.high) }
    if (offset === earliest) return { topic, partition, offset: BigInt(end!.low) }
    return { topic, partition, offset }
  })
  await translating(admin.alterGroupOffsets(groupId, offsets))
}

/** Commits an end of each partition of a topic; likewise. */
export async function resetOffsets(
  admin: OwnAdmin,
  options: {
    readonly groupId: string
    readonly topic: string
    readonly earliest?: boolean | undefined
  },
): Promise<void> {
  const { groupId, topic } = options
  requireText('groupId', groupId)
  requireText('topic', topic)
  const offset = String(options.earliest === true ? earliest : latest)
  const partitions = await partitionsOf(admin, topic)
  await setOffsets(admin, {
    ...{ groupId, topic },
    partitions: partitions.map((partition) => ({ partition, offset })),
  })
}

const unused: ReadonlySet<string> = new Set(['Empty', 'Dead'])

async function requireNobody(admin: OwnAdmin, groupId: string): Promise<void> {
  const { groups } = await describeGroups(admin, [groupId])
  const state = groups[0]!.state
  if (unused.has(state)) return
  throw new KafkaJSNonRetriableError(
    `The consumer group must have no running instances, current state: ${state}`,
  )
}

/** Deletes the oldest messages of partitions, up to these offsets; '-1' is all. */
export async function deleteTopicRecords(
  admin: OwnAdmin,
  options: { readonly topic: string; readonly partitions: readonly PartitionOffset[] },
): Promise<void> {
  const { topic, partitions } = options
  requireText('topic', topic)
  requireList('partitions', partitions)
  if (partitions.length === 0) {
    throw new KafkaJSNonRetriableError('Invalid partitions')
  }
  const wanted = partitions.map(({ partition, offset }) => {
    const beforeOffset = offsetNumber(offset, latest)
    return {
      ...{ topic, partition: partitionNumber(partition) },
      beforeOffset: beforeOffset === latest ? ('latest' as const) : beforeOffset,
    }
  })
  await translating(admin.deleteRecords(wanted))
}

function requireText(what: string, text: unknown): void {
  if (typeof text === 'string' && text !== '') return
  throw new KafkaJSNonRetriableError(`Invalid ${what} ${String(text)}`)
}
