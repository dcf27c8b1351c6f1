import { deepEqual, equal } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

import { ManualClock, silentLogger, systemFiles, systemRandom } from '@barnabus/base'
import { LogDirectory, defaultLogDirectorySettings, defaultTopicLogSettings } from '@barnabus/log'
import { encodeBatch, uuidFromBytes } from '@barnabus/protocol'

import { Partition } from '../partitions/partition.ts'
import { WaitingRoom, visibleBytesOf, type WaitTerms } from './waiting-room.ts'

const clock = new ManualClock()
const path = await mkdtemp(join(tmpdir(), 'barnabus-'))
const logs = await LogDirectory.open({
  path,
  env: { clock, files: systemFiles, random: systemRandom },
  settings: defaultLogDirectorySettings,
  logger: silentLogger,
  nodeId: 1,
})
after(async () => {
  await logs.close()
  await rm(path, { recursive: true })
})

const batch = encodeBatch({ records: [{ value: new Uint8Array(100) }] })

test('a fetch waits for the bytes it needs, from whichever partition', async () => {
  const [first, second] = [await newPartition(), await newPartition()]
  const room = new WaitingRoom(clock, new AbortController().signal)
  const waiting = room.wait(terms([first, second], { neededBytes: 3 * batch.length }))

  await append(first)
  await append(second)
  equal(room.waitingCount, 1)
  await append(first)

  equal(await waiting, 'more')
  equal(room.waitingCount, 0)
  deepEqual([first.waiterCount, second.waiterCount], [0, 0])
})

test('what is appended but not durable yet wakes nobody', async () => {
  const partition = await newPartition()
  const before = partition.visibleBytes

  const outcome = partition.append(Uint8Array.from(batch), context)
  equal(partition.visibleBytes, before)
  if (outcome.kind === 'appended') await outcome.durable

  equal(partition.visibleBytes, before + batch.length)
})

test('what came between looking and waiting is not missed', async () => {
  const partition = await newPartition()
  const room = new WaitingRoom(clock, new AbortController().signal)
  const looked = terms([partition], { neededBytes: 1 })

  await append(partition)

  equal(await room.wait(looked), 'more')
})

test('a wait ends when its time is over, however often it was woken for too little', async () => {
  const partition = await newPartition()
  const room = new WaitingRoom(clock, new AbortController().signal)
  const waiting = room.wait(terms([partition], { neededBytes: 1_000_000, delayMs: 500 }))

  clock.advance(499)
  await append(partition)
  equal(room.waitingCount, 1)
  clock.advance(1)

  equal(await waiting, 'over')
})

test('a wait ends with its connection, with the partition, and with its leader', async () => {
  const partition = await newPartition()
  const room = new WaitingRoom(clock, new AbortController().signal)
  const connection = new AbortController()

  const closed = room.wait(terms([partition], { closed: connection.signal }))
  connection.abort()
  equal(await closed, 'over')
  equal(await room.wait(terms([partition], { closed: connection.signal })), 'over')

  const moved = room.wait(terms([partition]))
  partition.leadershipChanged()
  equal(await moved, 'more')

  const gone = room.wait(terms([partition]))
  partition.close()
  equal(await gone, 'more')
  equal(await room.wait(terms([partition])), 'more', 'nothing would ever wake it')
})

test('when the broker closes everybody is let out, and nobody in', async () => {
  const partition = await newPartition()
  const closing = new AbortController()
  const room = new WaitingRoom(clock, closing.signal)

  const waiting = [room.wait(terms([partition])), room.wait(terms([partition]))]
  closing.abort()

  deepEqual(await Promise.all(waiting), ['over', 'over'])
  equal(await room.wait(terms([partition])), 'over')
})

const context = { leaderEpoch: 0, origin: 'client', requestedAtMs: clock.nowMs() } as const

async function newPartition(): Promise<Partition> {
  const topicId = uuidFromBytes(systemRandom.bytes(16))
  const id = { topic: `t${systemRandom.below(1_000_000_000)}`, topicId, partition: 0 }
  const log = await logs.openPartition(id, defaultTopicLogSettings)
  return new Partition({ ...id, log })
}

async function append(partition: Partition): Promise<void> {
  const outcome = partition.append(Uint8Array.from(batch), context)
  equal(outcome.kind, 'appended')
  if (outcome.kind === 'appended') await outcome.durable
}

function terms(partitions: readonly Partition[], changes: Partial<WaitTerms> = {}): WaitTerms {
  return {
    partitions,
    visibleBytesBefore: visibleBytesOf(partitions),
    neededBytes: 1,
    delayMs: 60_000,
    closed: new AbortController().signal,
    ...changes,
  }
}
