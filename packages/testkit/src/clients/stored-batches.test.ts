import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import type { Dump } from '../dump-log/dump-log.ts'
import type { DumpedBatch } from '../dump-log/dump-output.ts'
import { clients } from './clients.ts'
import type { Sending } from './matrix.ts'
import { storedDifferently } from './stored-batches.ts'

const [client] = clients.filter(({ idempotent }) => idempotent)
if (client === undefined) throw new Error('some client is idempotent')

const sending: Sending = {
  client,
  codec: 'zstd',
  topic: 'orders',
  records: [],
  sentBetween: undefined,
  failure: undefined,
}

const batch: DumpedBatch = {
  baseOffset: 0n,
  lastOffset: 9n,
  recordCount: 10,
  producerId: 7n,
  codec: 'zstd',
}

function dumpOf(...batches: readonly DumpedBatch[]): Dump {
  return { partitions: new Map([['orders-2', batches]]), fileCounts: new Map(), complaints: [] }
}

test('batches with the codec, and some left as they were, are what was sent', () => {
  deepEqual(storedDifferently([sending], dumpOf(batch, { ...batch, codec: 'none' })), [])
})

test('a codec that nobody used, another one, and a lost producer id are told', () => {
  const name = client.name
  deepEqual(storedDifferently([sending], dumpOf({ ...batch, codec: 'gzip', producerId: -1n })), [
    `${name} was to send with zstd, and no batch on disk has it`,
    'orders holds batches with another codec',
    `${name} sent 1 batches to orders without a producer id`,
  ])
})

test('what could not be sent is not looked for', () => {
  deepEqual(storedDifferently([{ ...sending, failure: 'no' }], dumpOf()), [])
})
