import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'
import { ApiKey, ErrorCode, encodeBatch } from '@barnabus/protocol'

import { asking } from '../../asking.ts'
import type { Engine } from '../../engines/engine.ts'
import { openDescriptors, processUsage } from '../process-usage.ts'
import type { RawConnection } from '../../raw-connection.ts'
import { makeTopic } from '../../raw-topics.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topicCount = 10
const partitionsPerTopic = 1_000
const timeoutMs = 120_000
const retryMs = 100
const value = new TextEncoder().encode('one record')

export const partitions: Scenario = {
  name: 'partitions',
  summary:
    'Ten topics of 1,000 partitions: made, a record to each, kill -9, and a record to each again.',

  async measure(engine: Engine, { scale }): Promise<Figures> {
    const count = Math.ceil(partitionsPerTopic * scale)
    await engine.start()
    const createdSeconds = await secondsOf(() => createTopics(engine.bootstrap, count))
    const writtenSeconds = await secondsOf(() => untilAllTake(engine.bootstrap, count))
    const before = await processUsage(engine.processId)
    const descriptors = await openDescriptors(engine.processId)
    await engine.kill()
    const backSeconds = await secondsOf(async () => {
      await engine.start()
      await untilAllTake(engine.bootstrap, count)
    })
    const after = await processUsage(engine.processId)
    return {
      'created s': createdSeconds,
      'a record to each s': writtenSeconds,
      'back after kill -9 s': backSeconds,
      'resident MB': before.residentBytes / 1e6,
      'resident MB, back': after.residentBytes / 1e6,
      descriptors,
    }
  },
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const startedMs = systemClock.monotonicMs()
  await work()
  return (systemClock.monotonicMs() - startedMs) / 1000
}

function topicName(index: number): string {
  return `bench-partitions-${index}`
}

async function createTopics(bootstrap: string, numPartitions: number): Promise<void> {
  await asking(bootstrap, async (connection) => {
    for (let index = 0; index < topicCount; index += 1) {
      await makeTopic(connection, { name: topicName(index), numPartitions })
    }
  })
}

/** Sends a record to every partition until each has acknowledged one. */
async function untilAllTake(bootstrap: string, count: number): Promise<void> {
  await asking(bootstrap, async (connection) => {
    for (let index = 0; index < topicCount; index += 1) {
      let missing = Array.from({ length: count }, (_, partition) => partition)
      while (missing.length > 0) {
        missing = await produceToEach(connection, topicName(index), missing)
        if (missing.length > 0) await sleep(retryMs)
      }
    }
  })
}

/** Returns the partitions that did not acknowledge. */
async function produceToEach(
  connection: RawConnection,
  name: string,
  wanted: readonly number[],
): Promise<number[]> {
  const records = encodeBatch({ records: [{ value }] })
  const { responses } = await connection.send(ApiKey.Produce, 7, {
    acks: -1,
    timeoutMs,
    topicData: [{ name, partitionData: wanted.map((index) => ({ index, records })) }],
  })
  const answers = responses.flatMap(({ partitionResponses }) => partitionResponses)
  return answers.filter(({ errorCode }) => errorCode !== ErrorCode.none).map(({ index }) => index)
}
