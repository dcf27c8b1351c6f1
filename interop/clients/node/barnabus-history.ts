/** Our own client behind a pipe, one operation per line, for histories. */
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import {
  Consumer,
  Producer,
  isKafkaError,
  type ConsumerRecord,
  type RecordMetadata,
  type Transaction,
} from '@barnabus/client'

interface RecordLine {
  readonly partition: number
  readonly offset?: number
  readonly timestamp?: number
  readonly key: string | null
  readonly value: string | null
  readonly headers?: readonly (readonly [string, string | null])[]
}

type Step = { readonly send: RecordLine } | { readonly poll: number }

type Command =
  | { readonly do: 'assign'; readonly from: Readonly<Record<string, number>> }
  | { readonly do: 'subscribe' }
  | Work

interface Work {
  readonly do: 'send' | 'poll' | 'txn'
  readonly steps: readonly Step[]
  readonly commit?: boolean
  readonly offsets?: boolean
  readonly pauseMs?: number
}

interface Done {
  offset?: number
  records?: RecordLine[]
}

interface Answer {
  outcome?: 'ok' | 'fail' | 'info'
  reason?: string
  isOver?: boolean
  isInterim?: boolean
  steps?: readonly Done[]
  offsets?: Readonly<Record<string, number>>
  rebalanced?: readonly number[]
}

const text = { type: 'string', default: '' } as const
const { values } = parseArgs({
  options: {
    ...{ bootstrap: text, topic: text, group: text, 'group-protocol': text },
    ...{ 'transactional-id': text, 'transaction-timeout-ms': text },
  },
})
const { topic } = values
const isTransactional = values['transactional-id'] !== ''
const commitAttempts = 3

const both = {
  'bootstrap.servers': values.bootstrap,
  'request.timeout.ms': 3000,
  'reconnect.backoff.ms': 20,
  'reconnect.backoff.max.ms': 200,
}
const producer = new Producer({
  ...both,
  'delivery.timeout.ms': 8000,
  'max.block.ms': 8000,
  'linger.ms': 0,
  ...(isTransactional && {
    'transactional.id': values['transactional-id'],
    'transaction.timeout.ms': values['transaction-timeout-ms'],
  }),
})
const consumer = new Consumer({
  ...both,
  'group.id': values.group,
  'isolation.level': 'read_committed',
  'enable.auto.commit': false,
  'auto.offset.reset': 'earliest',
  'max.poll.records': 20,
  'fetch.max.wait.ms': 100,
  'default.api.timeout.ms': 8000,
  ...(values['group-protocol'] === 'consumer'
    ? { 'group.protocol': 'consumer' }
    : { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 1000 }),
})
const rebalanced = new Set<number>()
let isSubscribed = false

async function answerTo(command: Command): Promise<Answer> {
  switch (command.do) {
    case 'assign': {
      const from = Object.entries(command.from)
      consumer.assign(from.map(([partition]) => ({ topic, partition: Number(partition) })))
      for (const [partition, offset] of from) {
        consumer.seek({ topic, partition: Number(partition) }, offset)
      }
      return { outcome: 'ok' }
    }
    case 'subscribe': {
      isSubscribed = true
      const note = (partitions: readonly { readonly partition: number }[]): void => {
        for (const { partition } of partitions) rebalanced.add(partition)
      }
      await consumer.subscribe([topic], { onAssigned: note, onRevoked: note, onLost: note })
      return { outcome: 'ok' }
    }
    case 'send':
      return await attempt(command, 'info')
    case 'poll':
      return await whileMember(() => attempt(command, 'fail'))
    case 'txn':
      return await whileMember(() => transact(command))
  }
}

/** Tells which partitions came and went meanwhile; what failed is read again by whoever has them. */
async function whileMember(work: () => Promise<Answer>): Promise<Answer> {
  rebalanced.clear()
  const answer = await work()
  if (!isSubscribed) return answer
  if (answer.outcome !== 'ok' && !(await rewind())) answer.isOver = true
  return { ...answer, rebalanced: [...rebalanced] }
}

async function rewind(): Promise<boolean> {
  try {
    const { assignment } = consumer
    const committed = await consumer.committed(assignment)
    assignment.forEach((one, index) => consumer.seek(one, committed[index]?.offset ?? 0n))
    return true
  } catch {
    return false // Then this client is over, and a new one takes its place.
  }
}

/** A send or a poll by itself, with the outcome of one that throws. */
async function attempt(work: Work, outcomeOfFailure: 'fail' | 'info'): Promise<Answer> {
  const answer: Answer = {}
  try {
    await walk(work.steps, answer, (record) => producer.send(record))
  } catch (error) {
    return failed(answer, outcomeOfFailure, error)
  }
  if (!commitsOffsets(work, answer)) return { ...answer, outcome: 'ok' }
  say({ ...answer, isInterim: true })
  try {
    await consumer.commit(positionsOf(answer))
    return { ...answer, outcome: 'ok' }
  } catch (error) {
    return failed(answer, 'info', error)
  }
}

async function transact(work: Work): Promise<Answer> {
  const answer: Answer = {}
  let transaction: Transaction
  try {
    transaction = await producer.beginTransaction()
  } catch (error) {
    return { ...failed(answer, 'fail', error), isOver: true }
  }
  try {
    await walk(work.steps, answer, (record) => transaction.send(record))
    await sleep(work.pauseMs)
    const hasOffsets = commitsOffsets(work, answer)
    say({ ...answer, isInterim: true })
    if (hasOffsets) await transaction.sendOffsets(positionsOf(answer), consumer.groupMetadata)
    if (work.commit !== true) await transaction.abort()
  } catch (error) {
    return await abortAfter(transaction, answer, error)
  }
  if (work.commit !== true) return { ...answer, outcome: 'fail', reason: 'aborted on purpose' }
  return await commit(transaction, answer)
}

/** Nobody has asked for a commit, so whatever becomes of the abort, there will be none. */
async function abortAfter(
  transaction: Transaction,
  answer: Answer,
  cause: unknown,
): Promise<Answer> {
  const told = failed(answer, 'fail', cause)
  try {
    await transaction.abort()
    return told
  } catch {
    return { ...told, isOver: true } // The new one that takes its place ends what is open.
  }
}

async function commit(transaction: Transaction, answer: Answer): Promise<Answer> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      await transaction.commit()
      return { ...answer, outcome: 'ok' }
    } catch (error) {
      const mayTryAgain = isKafkaError(error) && error.retriable && attempts < commitAttempts
      if (!mayTryAgain) return { ...failed(answer, 'info', error), isOver: true }
    }
  }
}

function failed(answer: Answer, outcome: 'fail' | 'info', cause: unknown): Answer {
  return { ...answer, outcome, reason: isKafkaError(cause) ? cause.code : String(cause) }
}

type Sent = ReturnType<typeof recordOf>

/** Sends are under way together, and are waited for at the end, whatever comes of the others. */
async function walk(
  steps: readonly Step[],
  answer: Answer,
  send: (record: Sent) => Promise<RecordMetadata>,
): Promise<void> {
  const told: Done[] = steps.map(() => ({}))
  answer.steps = told
  const sent: Promise<void>[] = []
  for (const [index, step] of steps.entries()) {
    const done = told[index]!
    if ('send' in step) {
      const sending = send(recordOf(step.send))
      sent.push(sending.then(({ offset }) => void (done.offset = Number(offset))))
    } else {
      done.records = []
      if (!isSubscribed && consumer.assignment.length === 0) continue
      const records = await consumer.poll({ timeoutMs: step.poll }).catch((error: unknown) => {
        sent.push(Promise.reject(error as Error))
        return undefined
      })
      if (records === undefined) break
      done.records = records.map(lineOf)
    }
  }
  const settled = await Promise.allSettled(sent)
  const failure = settled.find(({ status }) => status === 'rejected')
  if (failure?.status === 'rejected') throw failure.reason
}

/** Whether it does, and if so, tells which. */
function commitsOffsets(work: Work, answer: Answer): boolean {
  const offsets: Record<string, number> = {}
  for (const { records = [] } of answer.steps ?? []) {
    for (const { partition, offset } of records) offsets[partition] = offset! + 1
  }
  if (work.offsets !== true || Object.keys(offsets).length === 0) return false
  answer.offsets = offsets
  return true
}

function positionsOf({ offsets = {} }: Answer) {
  return Object.entries(offsets).map(([partition, offset]) => ({
    ...{ topic, partition: Number(partition), offset: BigInt(offset) },
  }))
}

function recordOf({ partition, timestamp, key, value, headers = [] }: RecordLine) {
  return {
    ...{ topic, partition, key: bytes(key), value: bytes(value) },
    ...(timestamp !== undefined && { timestamp }),
    headers: headers.map(([name, content]) => [name, bytes(content)] as const),
  }
}

function lineOf({ partition, offset, timestamp, key, value, headers }: ConsumerRecord): RecordLine {
  return {
    ...{ partition, offset: Number(offset), timestamp: Number(timestamp) },
    key: base64(key),
    value: base64(value),
    headers: [...headers].map(([name, content]) => [name, base64(content)] as const),
  }
}

function bytes(content: string | null): Buffer | null {
  return content === null ? null : Buffer.from(content, 'base64')
}

function base64(content: Buffer | null): string | null {
  return content === null ? null : content.toString('base64')
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

if (isTransactional) await producer.initTransactions()
say({ ready: true })
for await (const line of createInterface({ input: process.stdin })) {
  say(await answerTo(JSON.parse(line) as Command))
}
process.exit(0) // Closing would wait for a broker that may be gone.
