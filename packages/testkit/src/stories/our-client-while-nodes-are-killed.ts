import { setTimeout as sleep } from 'node:timers/promises'

import { Admin, Consumer, Producer, isKafkaError } from '@barnabus/client'

import { systemClock } from '@barnabus/base'
import type { Engine } from '../engines/engine.ts'
import { holds } from './story.ts'

const topic = 'while-nodes-are-killed'
const group = 'readers-while-nodes-are-killed'
const partitions = 6
const keys = 50
const recordsPerTick = 20
const tickMs = 10
const calmMs = 2_500
const downMs = 1_500
const kills = 3
const patienceMs = 90_000

/**
 * Our own client sends numbers, and a group of it reads and commits them, while one node after the
 * other is killed and started again, a member comes, and another goes. Each number is there once, in
 * the order of its key, and some member has seen it.
 */
export async function workWhileNodesAreKilled(engine: Engine): Promise<void> {
  const { bootstrap } = engine
  await makeTopic(bootstrap)
  const seen = new Set<number>()
  const members = [new Member(bootstrap, seen), new Member(bootstrap, seen)]
  const ending = new AbortController()
  const sending = sendNumbers(bootstrap, ending.signal)
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(calmMs)
    const node = engine.nodes[kill % engine.nodes.length]!
    await node.kill()
    if (kill === 0) members.push(new Member(bootstrap, seen))
    if (kill === 1) await members.shift()?.leave()
    await sleep(downMs)
    await node.start()
  }
  await sleep(calmMs)
  ending.abort()
  const count = await sending
  await until(
    () => seen.size === count,
    () => `${count} were sent, ${seen.size} were read`,
  )
  for (const member of members) await member.leave()
  await mustBeThereOnceInOrder(bootstrap, count)
}

async function makeTopic(bootstrap: string): Promise<void> {
  await using admin = new Admin({ 'bootstrap.servers': bootstrap })
  await admin.createTopics([{ topic, partitions }])
}

/** Sends 0, 1, 2 … until it is told to end, and tells how many; every one was acknowledged. */
async function sendNumbers(bootstrap: string, signal: AbortSignal): Promise<number> {
  await using producer = new Producer({ 'bootstrap.servers': bootstrap })
  const failures: unknown[] = []
  let next = 0
  while (!signal.aborted && failures.length === 0) {
    for (let index = 0; index < recordsPerTick; index += 1, next += 1) {
      const record = { topic, key: String(next % keys), value: String(next) }
      producer.send(record).catch((error: unknown) => failures.push(error))
    }
    await sleep(tickMs)
  }
  await producer.flush()
  holds(failures.length === 0, `not acknowledged: ${String(failures[0])}`)
  return next
}

/** A member of the group that commits behind each portion it has read. */
class Member {
  readonly #consumer: Consumer
  readonly #reading: Promise<void>

  constructor(bootstrap: string, seen: Set<number>) {
    this.#consumer = new Consumer({
      'bootstrap.servers': bootstrap,
      'group.id': group,
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
      'session.timeout.ms': 6_000,
      'heartbeat.interval.ms': 500,
    })
    this.#reading = this.#read(seen)
  }

  /** Leaves the group. Rejects with what reading has failed with, if it has. */
  async leave(): Promise<void> {
    await this.#consumer.close()
    await this.#reading
  }

  async #read(seen: Set<number>): Promise<void> {
    await this.#consumer.subscribe([topic])
    for await (const batch of this.#consumer.batches()) {
      for (const { value } of batch) seen.add(Number(value?.toString()))
      await this.#consumer.commit(batch).catch(mustBePassing)
    }
  }
}

/** Others have the partition now, or nobody could be asked in time: it will be read again. */
function mustBePassing(error: unknown): void {
  if (!isKafkaError(error) || error.code === 'CLIENT_CLOSED') return
  const { retriable, errorName } = error
  const passing = ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']
  const isOver = [...passing, 'FENCED_MEMBER_EPOCH', 'STALE_MEMBER_EPOCH'].includes(errorName)
  holds(retriable || isOver, `a commit failed: ${error.message}`)
}

async function mustBeThereOnceInOrder(bootstrap: string, count: number): Promise<void> {
  await using consumer = new Consumer({ 'bootstrap.servers': bootstrap })
  const all = Array.from({ length: partitions }, (_, partition) => ({ topic, partition }))
  consumer.assign(all)
  consumer.seekToBeginning()
  const ends = await consumer.endOffsets(all)
  const total = ends.reduce((sum, { offset }) => sum + offset, 0n)
  const found = new Set<number>()
  const lastOfKey = new Map<string, number>()
  let read = 0n
  for await (const { key, value } of consumer) {
    const number = Number(value?.toString())
    const name = key?.toString() ?? ''
    holds(number > (lastOfKey.get(name) ?? -1), `${number} comes after ${lastOfKey.get(name)}`)
    lastOfKey.set(name, number)
    found.add(number)
    read += 1n
    if (read === total) break
  }
  holds(found.size === count, `${count} were acknowledged, ${found.size} are there`)
  holds(read === BigInt(count), `${count} were acknowledged, ${read} records are there`)
}

async function until(condition: () => boolean, otherwise: () => string): Promise<void> {
  const endMs = systemClock.monotonicMs() + patienceMs
  while (!condition()) {
    holds(systemClock.monotonicMs() < endMs, otherwise())
    await sleep(100)
  }
}
