import { ApiKey, ErrorCode, type ProduceResponseDraft } from '@barnabus/protocol'

import { defineApi, hangUp, noAnswer, type RequestContext } from '../define-api.ts'
import { LeaderHints } from '../partitions/leader-hint.ts'
import {
  appendPartition,
  errorAnswer,
  type PartitionAnswer,
  type PartitionAppend,
} from '../produce/append-partition.ts'
import { awaitDurable, type Durability } from '../produce/await-durable.ts'
import { topicsOf, type ProduceTopic } from '../produce/produce-topics.ts'

const leaderHintsSince = 10

// Clients allow this much for replication, which costs us no time; the disk may need some.
const timeoutMsMin = 1000

/** A topic of the request, and what came of each of its partitions. */
interface TopicAppends {
  readonly topic: ProduceTopic
  readonly appends: readonly PartitionAppend[]
}

/**
 * Produce (0), v3-13: appends one batch per partition, and answers when they are durable.
 *
 * acks=0 is never answered; an error closes the connection. v8 adds errors per record (KIP-467),
 * v10 the addresses of other leaders (KIP-951), v13 replaces names by topic ids. v9 is flexible.
 */
export const produce = defineApi({
  key: ApiKey.Produce,
  advertisedVersionMin: 0,
  pipelined: true,

  handle(context, request) {
    // Synchronous up to the last append: the next request may follow at once, and must be later.
    const hints = new LeaderHints(context, leaderHintsSince)
    const { acks, transactionalId, timeoutMs } = request
    const topics = topicsOf(context, request).map((topic) => ({
      topic,
      appends: Array.from(topic.recordsByPartition, ([index, records]) =>
        appendPartition(context, { topic, index, records, acks, transactionalId }, hints),
      ),
    }))
    if (acks === 0) return withoutAnswer(topics)
    return answerWhenDurable(context, topics, hints, timeoutMs)
  },
})

/** Nobody waits for these: their producer has said that it does not care. */
function withoutAnswer(topics: readonly TopicAppends[]): typeof noAnswer | typeof hangUp {
  const appends = topics.flatMap((topic) => topic.appends)
  for (const append of appends) {
    // What fails here is fatal for the data directory, which reports it.
    if (append.kind === 'appended') append.durable.catch(() => undefined)
  }
  return appends.some((append) => append.kind === 'refused') ? hangUp : noAnswer
}

async function answerWhenDurable(
  context: RequestContext,
  topics: readonly TopicAppends[],
  hints: LeaderHints,
  timeoutMs: number,
): Promise<ProduceResponseDraft> {
  const promises = new Set<Promise<void>>()
  for (const { appends } of topics) {
    for (const append of appends) if (append.kind === 'appended') promises.add(append.durable)
  }
  const { clock } = context.broker.env
  const durability = await awaitDurable(promises, clock, Math.max(timeoutMs, timeoutMsMin))
  const responses = topics.filter(hasPartitions).map(({ topic, appends }) => ({
    name: topic.name,
    topicId: topic.topicId,
    partitionResponses: appends.map((append) => answerOf(append, durability)),
  }))
  return { responses, nodeEndpoints: hints.endpoints }
}

/** Kafka leaves topics out for which nothing was sent. */
function hasPartitions({ appends }: TopicAppends): boolean {
  return appends.length > 0
}

function answerOf(append: PartitionAppend, durability: Durability): PartitionAnswer {
  if (append.kind === 'refused' || durability === 'durable') return append.answer
  return durability === 'late'
    ? errorAnswer(
        append.answer.index,
        ErrorCode.requestTimedOut,
        'The disk has not confirmed it yet',
      )
    : errorAnswer(append.answer.index, ErrorCode.kafkaStorageError, 'The disk has failed')
}
