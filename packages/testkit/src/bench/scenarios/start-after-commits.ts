import { setTimeout as sleep } from 'node:timers/promises'

import { assert, systemClock } from '@barnabus/base'
import {
  ApiKey,
  encodeBatch,
  encodeRecordKey,
  encodeRecordValue,
  ErrorCode,
  offsetCommitRecord,
} from '@barnabus/protocol'

import type { Engine } from '../../engines/engine.ts'
import { RawConnection } from '../../raw-connection.ts'
import { logSize } from '../log-size.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = '__consumer_offsets'
const group = 'bench-start'
const commits = 10_000_000
const commitsPerBatch = 100
const batchesAtOnce = 50
const segmentBytes = 104_857_600
const patienceMs = 120_000
const retryMs = 5
const settleMs = 5_000 // Some rounds of the cleaner.
const adminClientId = '__admin_client' // As which Kafka lets its own tools write to the topic.

export const startAfterCommits: Scenario = {
  name: 'start-after-commits',
  summary:
    '10,000,000 commits of 100 keys, as records in `__consumer_offsets`, are compacted; from the command of the next start until a committed offset can be read; and the same after a hundred commits.',
  settings: {
    'offsets.topic.num.partitions': '1',
    'offsets.topic.segment.bytes': String(segmentBytes),
    'log.cleaner.backoff.ms': '1000',
  },

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    await writeCommits(engine.bootstrap, commitsPerBatch)
    const freshSeconds = await restartSeconds(engine)
    await writeCommits(engine.bootstrap, Math.ceil(commits * scale))
    const logBytes = await compacted(engine.dataDirectory)
    const seconds = await restartSeconds(engine)
    return {
      'start s': seconds,
      'start s, after 100 commits': freshSeconds,
      'log MB that is left': logBytes / 1e6,
    }
  },
}

async function restartSeconds(engine: Engine): Promise<number> {
  await engine.stop()
  const startedMs = systemClock.monotonicMs()
  const started = engine.start()
  while (!(await isReadable(engine.bootstrap))) await sleep(retryMs)
  const seconds = (systemClock.monotonicMs() - startedMs) / 1000
  await started
  return seconds
}

/** Whether the coordinator has its state again. */
async function isReadable(bootstrap: string): Promise<boolean> {
  // Refused while nobody listens; lost while a broker is not ready to answer.
  const connection = await RawConnection.open(bootstrap).catch(() => undefined)
  if (connection === undefined) return false
  try {
    const { topics, errorCode } = await connection.send(ApiKey.OffsetFetch, 5, {
      groupId: group,
      topics: [{ name: 'work', partitionIndexes: [0] }],
    })
    const [partition] = topics[0]?.partitions ?? []
    return errorCode === ErrorCode.none && partition?.committedOffset === 1n
  } catch {
    return false
  } finally {
    connection.close()
  }
}

/** Writes commits as the records that they come to, which takes minutes less than to ask for them. */
async function writeCommits(bootstrap: string, count: number): Promise<void> {
  const connection = await RawConnection.open(bootstrap, adminClientId)
  try {
    await connection.send(ApiKey.FindCoordinator, 2, { key: group, keyType: 0 }) // Makes the topic.
    const records = batchOfCommits()
    for (let batches = Math.ceil(count / commitsPerBatch); batches > 0; batches -= batchesAtOnce) {
      const now = Math.min(batches, batchesAtOnce)
      await Promise.all(Array.from({ length: now }, () => write(connection, records)))
    }
  } finally {
    connection.close()
  }
}

async function write(connection: RawConnection, records: Uint8Array): Promise<void> {
  const retryUntilMs = systemClock.monotonicMs() + patienceMs
  for (;;) {
    const { responses } = await connection.send(ApiKey.Produce, 7, {
      acks: -1,
      timeoutMs: patienceMs,
      topicData: [{ name: topic, partitionData: [{ index: 0, records }] }],
    })
    const errorCode = responses[0]?.partitionResponses[0]?.errorCode
    if (errorCode === ErrorCode.none) return
    assert(systemClock.monotonicMs() < retryUntilMs, `Produce is answered with ${errorCode}`)
    await sleep(retryMs) // The topic is just being made.
  }
}

function batchOfCommits(): Uint8Array {
  const records = Array.from({ length: commitsPerBatch }, (_, partition) => ({
    key: encodeRecordKey(offsetCommitRecord, { group, topic: 'work', partition }),
    value: encodeRecordValue(offsetCommitRecord, {
      ...{ offset: 1n, leaderEpoch: 0, metadata: '' },
      commitTimestamp: BigInt(Date.now()),
    }),
  }))
  return encodeBatch({ records })
}

/** Resolves when compaction has nothing more to take away; with how much is left. */
async function compacted(dataDirectory: string): Promise<number> {
  const untilMs = systemClock.monotonicMs() + patienceMs
  let before = Infinity
  for (;;) {
    const bytes = await logSize(dataDirectory, `${topic}-0`)
    if (bytes <= segmentBytes && bytes === before) return bytes
    assert(systemClock.monotonicMs() < untilMs, `compaction has left ${bytes} bytes`)
    before = bytes
    await sleep(settleMs)
  }
}
