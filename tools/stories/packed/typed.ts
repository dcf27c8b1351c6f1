// TypeScript of somebody who installed the packages.
import { assert, systemClock, type Logger } from '@barnabus/base'
import type { RunningBroker } from '@barnabus/broker'
import { topic } from '@barnabus/bus'
import { processSpan, type Consumer, type Metric, type Producer } from '@barnabus/client'
import { Kafka, type EachMessagePayload } from '@barnabus/client/kafkajs'
import { LogDirectory, type PartitionLog } from '@barnabus/log'
import { ApiKey, ErrorCode, RecordBatch, type FetchRequest } from '@barnabus/protocol'
import { startBarnabus, type Barnabus, type BarnabusOptions } from 'barnabus'
import { startTestBus, type Letter, type TestBus } from 'barnabus/testing'

export async function use(logger: Logger): Promise<number> {
  const options: BarnabusOptions = {
    port: 0,
    settings: { 'num.partitions': '3' },
    logger,
  }
  await using broker: Barnabus = await startBarnabus(options)
  const running: RunningBroker = broker
  const [node] = running.addresses
  assert(node !== undefined, 'there is a node')
  // @ts-expect-error: a port is a number.
  await startBarnabus({ port: '9092' })
  return node.port + systemClock.nowMs()
}

export const key: 1 = ApiKey.Fetch
export const none: 0 = ErrorCode.none
export const wait = (request: FetchRequest): number => request.maxWaitMs
export const end = (log: PartitionLog): bigint => log.logEndOffset
export const open: typeof LogDirectory.open = (options) => LogDirectory.open(options)
export const count = (bytes: Uint8Array): number => RecordBatch.at(bytes).recordCount
export const print = async ({ message }: EachMessagePayload): Promise<void> => {
  console.log(message.value?.toString(), message.headers['trace'])
}
export const consume = async (): Promise<void> =>
  await new Kafka({ brokers: ['127.0.0.1:9092'] })
    .consumer({ groupId: 'billing' })
    .run({ eachMessage: print })

/** OpenTelemetry's types are not there, and nobody misses them. */
export async function copy(from: Consumer, to: Producer): Promise<readonly Metric[]> {
  for (const record of await from.poll({ timeoutMs: 100 })) {
    const { topic, key, value, headers } = record
    await processSpan(record, () => to.send({ topic: `${topic}-copy`, key, value, headers }))
  }
  return [...from.metrics(), ...to.metrics()]
}

const orders = topic<{ readonly amount: number }>('orders')
export async function amounts(): Promise<readonly (number | undefined)[]> {
  await using world: TestBus = await startTestBus({ startAt: new Date(0) })
  await world.advance('10m')
  // @ts-expect-error: there is no such step.
  world.crashAt('before-lunch')
  const letters: readonly Letter<{ readonly amount: number }>[] = await world.deadLetters(
    orders,
    'billing',
  )
  return letters.map(({ value }) => value?.amount)
}
