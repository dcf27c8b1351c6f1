import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import {
  isOperatingError,
  silentLogger,
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
} from '@barnabus/base'
import { ApiKey, encodeBatch, ErrorCode } from '@barnabus/protocol'
import { RawConnection } from '@barnabus/testkit'

import { readBrokerConfig } from './config/broker-config.ts'
import type { RunningBroker } from './running-broker.ts'
import { startBroker } from './start-broker.ts'

const root = await mkdtemp(join(tmpdir(), 'barnabus-start-'))
after(() => rm(root, { recursive: true }))

function start(
  name: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningBroker> {
  const given = { listeners: 'PLAINTEXT://127.0.0.1:0', 'log.dirs': join(root, name), ...settings }
  return startBroker({
    config: readBrokerConfig(new Map(Object.entries(given))),
    env: { clock: systemClock, files: systemFiles, network: systemNetwork, random: systemRandom },
    logger: silentLogger,
  })
}

function connect({ addresses }: RunningBroker, index = 0): Promise<RawConnection> {
  const node = addresses[index]
  return RawConnection.open(`${node?.host}:${node?.port}`)
}

async function create(broker: RunningBroker, name: string, numPartitions = 1): Promise<void> {
  const connection = await connect(broker)
  const topic = { name, numPartitions, replicationFactor: -1, assignments: [], configs: [] }
  const { topics } = await connection.send(ApiKey.CreateTopics, 7, { topics: [topic] })
  equal(topics[0]?.errorCode, ErrorCode.none)
  connection.close()
}

/** Gives each partition of the topic a record. */
async function produce(broker: RunningBroker, name: string, partitions: number): Promise<void> {
  const connection = await connect(broker)
  const records = encodeBatch({ records: [{ value: new TextEncoder().encode('something') }] })
  const partitionData = Array.from({ length: partitions }, (_, index) => ({ index, records }))
  const { responses } = await connection.send(ApiKey.Produce, 7, {
    transactionalId: null,
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ name, partitionData }],
  })
  const codes = responses[0]?.partitionResponses.map(({ errorCode }) => errorCode)
  deepEqual(new Set(codes), new Set([ErrorCode.none]))
  connection.close()
}

/** Topics with their ids, partition counts, leaders and epochs. */
async function topicsOf(broker: RunningBroker): Promise<unknown[]> {
  const connection = await connect(broker)
  const { topics } = await connection.send(ApiKey.Metadata, 12, { topics: null })
  connection.close()
  return topics.map(({ name, topicId, partitions }) => [
    name,
    topicId,
    partitions.map(({ leaderId, leaderEpoch }) => [leaderId, leaderEpoch]),
  ])
}

/** What is left on disk when the process is killed right now. */
async function kill(broker: RunningBroker, name: string): Promise<void> {
  await cp(broker.dataDirectory, join(root, name), { recursive: true })
}

test('topics survive a kill as they were acknowledged, with ids, partitions and deletions', async () => {
  const broker = await start('killed')
  await create(broker, 'a', 3)
  await create(broker, 'b')
  await create(broker, 'gone')
  const connection = await connect(broker)
  await connection.send(ApiKey.DeleteTopics, 5, { topicNames: ['gone'], timeoutMs: 1000 })
  const topics = [{ name: 'b', count: 4, assignments: null }]
  await connection.send(ApiKey.CreatePartitions, 3, { topics, timeoutMs: 1, validateOnly: false })
  const before = await topicsOf(broker)
  equal(before.length, 2)

  await kill(broker, 'remains')
  connection.close()
  await broker.close()
  const again = await start('remains')

  deepEqual(await topicsOf(again), before)
  equal(again.clusterId, broker.clusterId)
  await again.close()
})

test('a taken port is refused with its number, and nothing stays open', async () => {
  const first = await start('one')
  const port = first.addresses[0]?.port ?? 0
  const listeners = `PLAINTEXT://127.0.0.1:${port}`

  await rejects(start('two', { listeners }), (error: Error) => {
    ok(isOperatingError(error, 'BROKER_CANNOT_LISTEN'))
    match(error.message, new RegExp(`127\\.0\\.0\\.1:${port}`))
    return true
  })
  await (await start('two')).close() // The directory is free again.
  await first.close()
})

test('a second broker on the same data is refused', async () => {
  const first = await start('shared')
  await rejects(start('shared'), (error) => isOperatingError(error, 'LOG_DIRECTORY_LOCKED'))
  await first.close()
})

test('a damaged metadata log stops the start, and nothing is changed or deleted', async () => {
  const broker = await start('damaged')
  await create(broker, 'a', 3)
  await produce(broker, 'a', 3)
  await broker.close()
  const directory = join(root, 'damaged')
  const log = join(directory, '__cluster_metadata-0', '00000000000000000000.log')
  const bytes = await readFile(log)
  bytes[bytes.length - 3]! ^= 0x40
  await writeFile(log, bytes)
  const before = (await readdir(directory)).filter((name) => /^a-\d$/.test(name))
  equal(before.length, 3)

  await rejects(start('damaged'), (error: Error) => {
    ok(isOperatingError(error, 'BROKER_METADATA_DAMAGED'))
    match(error.message, /damaged.*Nothing was changed or deleted/)
    return true
  })

  deepEqual(
    (await readdir(directory)).filter((name) => /^a-\d$/.test(name)),
    before,
  )
  bytes[bytes.length - 3]! ^= 0x40
  await writeFile(log, bytes)
  const repaired = await start('damaged')
  equal((await topicsOf(repaired)).length, 1)
  await repaired.close()
})

test('with fewer nodes than before, those that are left lead everything, in a higher epoch', async () => {
  const three = await start('nodes', { 'barnabus.nodes': '3' })
  await create(three, 'a', 3)
  const [before] = await topicsOf(three)
  deepEqual((before as unknown[])[2], [
    [1, 0],
    [2, 0],
    [3, 0],
  ])
  await three.close()

  const one = await start('nodes')
  const [after] = await topicsOf(one)
  deepEqual((after as unknown[])[2], [
    [1, 0],
    [1, 1],
    [1, 1],
  ])
  await one.close()
})

test('closing answers a fetch that waits, and is over at once', async () => {
  const broker = await start('closing')
  await create(broker, 'a')
  const connection = await connect(broker)
  const fetched = connection.send(ApiKey.Fetch, 11, {
    maxWaitMs: 60_000,
    minBytes: 1,
    maxBytes: 1000,
    isolationLevel: 0,
    sessionId: 0,
    sessionEpoch: -1,
    topics: [
      {
        topic: 'a',
        partitions: [
          {
            partition: 0,
            currentLeaderEpoch: -1,
            fetchOffset: 0n,
            logStartOffset: -1n,
            partitionMaxBytes: 1000,
          },
        ],
      },
    ],
    forgottenTopicsData: [],
    rackId: '',
  })
  await topicsOf(broker)

  const startedAt = performance.now()
  await broker.close()

  equal((await fetched).responses[0]?.partitions[0]?.errorCode, ErrorCode.none)
  ok(performance.now() - startedAt < 2000)
  await broker.close() // Twice is once.
})
