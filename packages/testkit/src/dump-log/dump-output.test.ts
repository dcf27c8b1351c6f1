import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { readDumpOutput } from './dump-output.ts'

const path = '/data/orders-0/00000000000000000420.log'

function batchLine(isValid: boolean): string {
  return [
    'baseOffset: 420 lastOffset: 429 count: 10 baseSequence: 0 lastSequence: 9 producerId: 7',
    'producerEpoch: 0 partitionLeaderEpoch: 0 isTransactional: false isControl: false',
    'deleteHorizonMs: OptionalLong.empty position: 0 CreateTime: 1431857103024 size: 310 magic: 2',
    `compresscodec: zstd crc: 1924574732 isvalid: ${isValid}`,
  ].join(' ')
}

test('batches are told by their file', () => {
  const stdout = `Dumping ${path}\nLog starting offset: 420\n${batchLine(true)}\n\nDumping /x.index\n`
  const { batches, complaints } = readDumpOutput(stdout, '')
  deepEqual(complaints, [])
  deepEqual(batches, new Map([[path, [batch]]]))
})

const batch = {
  baseOffset: 420n,
  lastOffset: 429n,
  recordCount: 10,
  producerId: 7n,
  codec: 'zstd',
}

test('a batch that is not valid is a complaint', () => {
  const { complaints } = readDumpOutput(`Dumping ${path}\n${batchLine(false)}\n`, '')
  deepEqual(complaints, [`${path}: ${batchLine(false)}`])
})

test('bytes behind the last batch are a complaint', () => {
  const { complaints } = readDumpOutput(
    `Dumping ${path}\nFound 12 invalid bytes at the end of x\n`,
    '',
  )
  equal(complaints.length, 1)
})

test('a segment may begin where its name says, and nowhere else', () => {
  const heading = `Non-consecutive offsets in ${path}`
  const at = (offset: number): string => `${heading}\n  -1 is followed by ${offset}\n`
  deepEqual(readDumpOutput('', at(420)).complaints, [])
  deepEqual(readDumpOutput('', at(421)).complaints, [`${heading}   -1 is followed by 421`])
})

test('what compaction has taken is no complaint, where it was at work', () => {
  const sparse = `Dumping ${path}\n${batchLine(true).replace('count: 10', 'count: 3')}\n`
  const whole = `Dumping ${path}\n${batchLine(true)}\n`
  const gap = `Non-consecutive offsets in ${path}\n  -1 is followed by 425\n`
  const empty = `Found timestamp mismatch in :${path}\n  Index timestamp: 5, log timestamp: -1\n`
  deepEqual(readDumpOutput(sparse, gap + empty).complaints, [])
  equal(readDumpOutput(whole, gap + empty).complaints.length, 2)
  equal(readDumpOutput(sparse, empty.replace('-1', '4')).complaints.length, 1)
})

test('anything else on standard error is a complaint', () => {
  const stderr = 'Mismatches in :/data/orders-0/0.index\n  Index offset: 3, log offset: 4\n'
  equal(readDumpOutput('', stderr).complaints.length, 2)
})
