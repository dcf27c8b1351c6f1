import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import {
  encodeBatch,
  encodeEndTransactionMarker,
  type TransactionOutcome,
} from '@barnabus/protocol'
import { CrashingDisk, LogOnDisk } from '@barnabus/testkit'

import type { RecordBytes } from './record-bytes.ts'
import { replay } from './replay.ts'
import type { RecordSource, ReplicatedState } from './replicated-state.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()
const epochs = { producerEpoch: 0, coordinatorEpoch: 0 }

/** Notes what it is given, in words. */
class Notes implements ReplicatedState<RecordBytes> {
  readonly lines: string[] = []

  encode(record: RecordBytes): RecordBytes {
    return record
  }

  decode(bytes: RecordBytes): RecordBytes {
    return bytes
  }

  apply({ key, value }: RecordBytes, { offset, producerId }: RecordSource): void {
    const text = value === null ? 'gone' : decoder.decode(value)
    const writer = producerId === undefined ? '' : ` by ${producerId}`
    this.lines.push(`${offset}: ${decoder.decode(key)}=${text}${writer}`)
  }

  endTransaction(producerId: bigint, outcome: TransactionOutcome): readonly string[] {
    this.lines.push(`${outcome} of ${producerId}`)
    return []
  }
}

async function append({ log }: LogOnDisk, bytes: Uint8Array): Promise<void> {
  const context = { leaderEpoch: 0, origin: 'coordinator', requestedAtMs: 0 } as const
  const outcome = log.append(bytes, context)
  ok(outcome.kind === 'appended')
  await outcome.durable
}

/** Records of the form "key=value"; without a value, a tombstone. */
function batchOf(texts: readonly string[], producerId?: bigint): Uint8Array {
  const records = texts.map((text) => {
    const [key = '', value] = text.split('=')
    return { key: encoder.encode(key), value: value === undefined ? null : encoder.encode(value) }
  })
  if (producerId === undefined) return encodeBatch({ records })
  const producer = { producerId, producerEpoch: 0, baseSequence: 0, isTransactional: true }
  return encodeBatch({ records, ...producer })
}

async function notesOn(opened: LogOnDisk): Promise<readonly string[]> {
  const notes = new Notes()
  await replay(opened.log, notes)
  return notes.lines
}

test('of a key, only the newest record is taken, and in the order of the log', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  await append(opened, batchOf(['a=1', 'b=1', 'c=1']))
  await append(opened, batchOf(['a=2', 'c']))
  deepEqual(await notesOn(opened), ['1: b=1', '3: a=2', '4: c=gone'])
})

test('nothing of a transaction replaces anything, for it may be aborted', async () => {
  const opened = await LogOnDisk.open(new CrashingDisk(1))
  await append(opened, batchOf(['a=1']))
  await append(opened, batchOf(['a=2', 'a=3'], 7n))
  await append(opened, batchOf(['a=4', 'a=5']))
  const marker = { outcome: 'abort', producerId: 7n, timestamp: 0n, ...epochs } as const
  await append(opened, encodeEndTransactionMarker(marker))
  deepEqual(await notesOn(opened), ['0: a=1', '1: a=2 by 7', '2: a=3 by 7', '4: a=5', 'abort of 7'])
})
