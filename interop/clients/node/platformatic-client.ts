/** @platformatic/kafka as a client program of the matrix. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import {
  Consumer,
  FetchIsolationLevels,
  Producer,
  type ClusterTopicMetadata,
  type CompressionAlgorithmValue,
  type MessageToProduce,
  type RecordsBatch,
} from '@platformatic/kafka'

import {
  inSlices,
  printRecord,
  runClientProgram,
  sayFailed,
  sayHas,
  sayRead,
  type ConsumeOptions,
  type InputRecord,
  type JoinOptions,
  type ProduceOptions,
} from './client-program.ts'

const recordsPerRequest = 500

type FetchAnswer = Awaited<ReturnType<Consumer['fetch']>>
type FetchedPartition = FetchAnswer['responses'][number]['partitions'][number]

async function produce({ bootstrap, topic, codec, records }: ProduceOptions): Promise<void> {
  const producer = new Producer<Buffer, Buffer, Buffer, Buffer>({
    clientId: 'platformatic',
    bootstrapBrokers: [bootstrap],
    autocreateTopics: true,
    idempotent: true,
    compression: codec as CompressionAlgorithmValue,
  })
  for (const slice of requestsOf(records)) {
    await producer.send({ messages: slice.map((record) => messageOf(topic, record)) })
  }
  await producer.close()
}

/**
 * Cuts the records into requests. Its encoder garbles a timestamp that is 2^31 ms or more away from
 * that of the batch's first record, so wherever time jumps that far another request begins.
 */
function requestsOf(records: readonly InputRecord[]): readonly (readonly InputRecord[])[] {
  const stretches: InputRecord[][] = []
  let first: InputRecord | undefined
  for (const record of records) {
    if (first === undefined || Math.abs(record.timestampMs - first.timestampMs) >= 2 ** 31) {
      first = record
      stretches.push([])
    }
    stretches.at(-1)?.push(record)
  }
  return stretches.flatMap((stretch) => inSlices(stretch, recordsPerRequest))
}

// Its types know no null, but its encoder does.
type NullableMessage = Omit<MessageToProduce<Buffer, Buffer, Buffer, Buffer>, 'key' | 'value'> & {
  readonly key: Buffer | null
  readonly value: Buffer | null
}

function messageOf(topic: string, record: InputRecord) {
  const message: NullableMessage = {
    topic,
    partition: record.partition,
    key: record.key,
    value: record.value,
    timestamp: BigInt(record.timestampMs),
    // A Map of buffers: two buffers with the same bytes are two keys, so names may repeat.
    headers: new Map(
      record.headers.map(([name, value]) => [Buffer.from(name), value as Buffer] as const),
    ),
  }
  return message as MessageToProduce<Buffer, Buffer, Buffer, Buffer>
}

/**
 * Its streams join a group; `fetch` does not, so the matrix reads with that. It shows batches as they
 * are stored, so what is committed is read from a stream.
 */
async function consume(options: ConsumeOptions): Promise<void> {
  await (options.readsCommitted ? consumeCommitted(options) : consumeAll(options))
}

async function consumeCommitted({ bootstrap, topic, count }: ConsumeOptions): Promise<void> {
  const consumer = new Consumer({
    clientId: 'platformatic',
    groupId: `matrix-${randomUUID()}`,
    bootstrapBrokers: [bootstrap],
    isolationLevel: FetchIsolationLevels.READ_COMMITTED,
  })
  const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false })
  let seen = 0
  for await (const { partition, offset, timestamp, key, value, headers } of stream) {
    printRecord({
      ...{ partition, value },
      offset: Number(offset),
      timestampMs: Number(timestamp),
      key: (key as Buffer | undefined) ?? null, // Its types know no null.
      headers: [...headers].map(([name, text]) => [String(name), text] as const),
    })
    seen += 1
    if (seen === count) break
  }
  await consumer.close(true)
}

async function consumeAll({ bootstrap, topic, count }: ConsumeOptions): Promise<void> {
  const consumer = new Consumer({
    clientId: 'platformatic',
    groupId: 'unused', // Asked for even when nobody joins.
    bootstrapBrokers: [bootstrap],
  })
  consumer.topics.track(topic) // What fetch() looks topic ids up in.
  const { topics } = await consumer.metadata({ topics: [topic] })
  const metadata = topics.get(topic)
  if (metadata === undefined) throw new Error(`No such topic: ${topic}`)
  const starts = await consumer.listOffsets({ topics: [topic], timestamp: -2n })
  const next = [...(starts.get(topic) ?? [])]
  let seen = 0
  while (seen < count) {
    for (const batch of await fetchOnce(consumer, metadata, next)) seen += printBatch(batch, next)
  }
  await consumer.close()
}

interface PartitionBatch {
  readonly partition: number
  readonly batch: RecordsBatch
}

async function fetchOnce(
  consumer: Consumer,
  metadata: ClusterTopicMetadata,
  next: readonly bigint[],
): Promise<readonly PartitionBatch[]> {
  const leaders = new Set(metadata.partitions.map(({ leader }) => leader))
  const answers = await Promise.all(
    [...leaders].map((node) =>
      consumer.fetch({
        node,
        maxWaitTime: 500,
        topics: [{ topicId: metadata.id, partitions: wanted(metadata, node, next) }],
      }),
    ),
  )
  return answers
    .flatMap(({ responses }) => responses.flatMap(({ partitions }) => partitions))
    .flatMap(batchesOf)
}

function wanted(metadata: ClusterTopicMetadata, node: number, next: readonly bigint[]) {
  return metadata.partitions.flatMap(({ leader, leaderEpoch }, partition) =>
    leader === node
      ? [
          {
            partition,
            currentLeaderEpoch: leaderEpoch,
            fetchOffset: next[partition] ?? 0n,
            lastFetchedEpoch: -1,
            partitionMaxBytes: 1024 * 1024,
          },
        ]
      : [],
  )
}

function batchesOf({ partitionIndex, records }: FetchedPartition): readonly PartitionBatch[] {
  return (records ?? []).map((batch) => ({ partition: partitionIndex, batch }))
}

/** Prints what was not printed yet, and moves the partition's next offset behind it. */
function printBatch({ partition, batch }: PartitionBatch, next: bigint[]): number {
  let printed = 0
  for (const record of batch.records) {
    const offset = batch.firstOffset + BigInt(record.offsetDelta)
    if (offset < (next[partition] ?? 0n)) continue
    printRecord({
      partition,
      offset: Number(offset),
      timestampMs: Number(batch.firstTimestamp + record.timestampDelta),
      key: record.key,
      value: record.value,
      headers: record.headers.map(([name, value]) => [String(name), value] as const),
    })
    next[partition] = offset + 1n
    printed += 1
  }
  return printed
}

async function join({ bootstrap, topic, group, strategy, leave }: JoinOptions): Promise<void> {
  const protocol =
    strategy === 'consumer'
      ? { groupProtocol: 'consumer' as const }
      : { sessionTimeout: 6000, heartbeatInterval: 500, rebalanceTimeout: 20_000 }
  const consumer = new Consumer({
    clientId: 'platformatic',
    groupId: group,
    bootstrapBrokers: [bootstrap],
    metadataMaxAge: 200, // A leader divides the topic as it knows it when somebody comes.
    retries: true,
    ...protocol,
  })
  let told = ''
  const tell = (): void => {
    const own = consumer.assignments?.find((assignment) => assignment.topic === topic)
    const partitions = own?.partitions ?? []
    if (partitions.join() !== told) sayHas(partitions)
    told = partitions.join()
  }
  // With the consumer protocol it tells of a change before it has made it, or not at all.
  const look = setInterval(tell, 200)
  consumer.on('consumer:group:join', tell)
  consumer.on('consumer:group:rebalance', tell)
  consumer.on('consumer:heartbeat:end', tell) // The consumer protocol has no other moment for it.
  const stream = await consumer.consume({
    topics: [topic],
    mode: 'committed',
    fallbackMode: 'earliest',
    autocommit: 500,
  })
  stream.on('error', sayFailed)
  stream.on('data', ({ partition, offset }) => sayRead(partition, Number(offset)))
  await leave
  clearInterval(look)
  await consumer.close(true)
}

function version(): string {
  const path = new URL('node_modules/@platformatic/kafka/package.json', import.meta.url)
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

await runClientProgram({ produce, consume, join, version })
