import { ApiKey } from '@barnabus/protocol'

import { batch, fetchRequest, produced, type AnyStage } from '../requests.ts'
import { scenariosOf, type Play } from '../scenario.ts'
import type { StageTopic } from '../stage-topics.ts'
import {
  begun,
  decided,
  ended,
  transactionalProducer,
  write,
  type TransactionalProducer,
} from '../transactions.ts'

type Outcome = 'commit' | 'abort'

/** One transaction of the older protocol: a record, and its end at `end`. */
async function transaction(
  stage: AnyStage,
  producer: TransactionalProducer,
  topic: StageTopic,
  { baseSequence, outcome, end }: { baseSequence: number; outcome: Outcome; end: bigint },
): Promise<void> {
  await begun(stage, producer, topic)
  await stage.quietly(ApiKey.Produce, 11, write(stage, 11, producer, topic, { baseSequence }))
  await ended(stage, 4, producer, outcome)
  await decided(stage, topic, end)
}

/**
 * Offsets: 0 and 1 aborted, 2 and 3 committed, 4 and 5 aborted, 6 of nobody, 7 open, 8 of nobody.
 * The odd ones up to 5 are markers.
 */
async function story(stage: AnyStage, topic: StageTopic): Promise<TransactionalProducer> {
  const producer = await transactionalProducer(stage)
  const outcomes = ['abort', 'commit', 'abort'] as const
  for (const [baseSequence, outcome] of outcomes.entries()) {
    const end = BigInt(2 * baseSequence + 2)
    await transaction(stage, producer, topic, { baseSequence, outcome, end })
  }
  await produced(stage, topic, batch(stage, ['of nobody']))
  const open = await transactionalProducer(stage, { suffix: 'open' })
  await begun(stage, open, topic)
  await stage.quietly(ApiKey.Produce, 11, write(stage, 11, open, topic))
  await produced(stage, topic, batch(stage, ['of nobody']))
  return open
}

const fetch: Play<typeof ApiKey.Fetch> = async (stage) => {
  const topic = await stage.topic()
  const open = await story(stage, topic)
  for (const isolationLevel of [0, 1]) {
    for (const offset of [0n, 1n, 3n, 5n, 6n, 7n, 8n, 9n, 10n]) {
      await stage.ask(fetchRequest(stage.version, topic, offset, { isolationLevel }))
    }
  }
  await ended(stage, 4, open, 'abort')
  await decided(stage, topic, 10n)
  for (const offset of [0n, 7n, 9n, 10n]) {
    await stage.ask(fetchRequest(stage.version, topic, offset, { isolationLevel: 1 }))
  }
}

const offsets: Play<typeof ApiKey.ListOffsets> = async (stage) => {
  const topic = await stage.topic()
  const open = await story(stage, topic)
  const see = async (): Promise<void> => {
    for (const isolationLevel of stage.version < 2 ? [0] : [0, 1]) {
      for (const timestamp of [-1n, -2n, stage.now]) {
        const partitions = [{ partitionIndex: 0, timestamp }]
        const topics = [{ name: topic.name, partitions }]
        await stage.ask({ replicaId: -1, isolationLevel, topics })
      }
    }
  }
  await see()
  await ended(stage, 4, open, 'commit')
  await decided(stage, topic, 10n)
  await see()
}

const deletion: Play<typeof ApiKey.DeleteRecords> = async (stage) => {
  const topic = await stage.topic()
  const open = await story(stage, topic)
  const request = fetchRequest(12, topic, 0n, { isolationLevel: 1 })
  for (const offset of [3n, 8n, -1n]) {
    const topics = [{ name: topic.name, partitions: [{ partitionIndex: 0, offset }] }]
    await stage.ask({ topics, timeoutMs: 10_000 })
    const from = offset === -1n ? 9n : offset
    await stage.send(ApiKey.Fetch, 12, fetchRequest(12, topic, from, { isolationLevel: 1 }))
  }
  await stage.send(ApiKey.Fetch, 12, request)
  await ended(stage, 4, open, 'abort')
  await decided(stage, topic, 10n)
  await stage.send(ApiKey.Fetch, 12, fetchRequest(12, topic, 9n, { isolationLevel: 1 }))
}

/** What consumers with read_committed are given, and those without. */
export const readingCommitted = [
  ...scenariosOf(ApiKey.Fetch, { 'committed, aborted and open transactions': fetch }),
  ...scenariosOf(ApiKey.ListOffsets, { 'committed, aborted and open transactions': offsets }),
  ...scenariosOf(ApiKey.DeleteRecords, { 'under aborted and open transactions': deletion }),
]
