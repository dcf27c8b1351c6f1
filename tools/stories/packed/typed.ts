// TypeScript of somebody who installed the packages.
import { assert, systemClock, type Logger } from '@barnabus/base'
import type { RunningBroker } from '@barnabus/broker'
import { LogDirectory, type PartitionLog } from '@barnabus/log'
import { ApiKey, ErrorCode, RecordBatch, type FetchRequest } from '@barnabus/protocol'
import { startBarnabus, type Barnabus, type BarnabusOptions } from 'barnabus'

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
