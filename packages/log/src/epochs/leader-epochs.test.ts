import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { decodeEpochCheckpoint, encodeEpochCheckpoint } from './epoch-checkpoint.ts'
import { LeaderEpochs } from './leader-epochs.ts'

const starts = [
  { epoch: 1, startOffset: 0n },
  { epoch: 3, startOffset: 10n },
  { epoch: 4, startOffset: 25n },
]

test('an epoch ends where the next one begins, and the latest at the end of the log', () => {
  const epochs = new LeaderEpochs(starts)
  deepEqual(epochs.endOf(1, 40n), { leaderEpoch: 1, endOffset: 10n })
  deepEqual(epochs.endOf(3, 40n), { leaderEpoch: 3, endOffset: 25n })
  deepEqual(epochs.endOf(4, 40n), { leaderEpoch: 4, endOffset: 40n })
})

test('an epoch that wrote nothing ends where the largest before it ends', () => {
  const epochs = new LeaderEpochs(starts)
  deepEqual(epochs.endOf(2, 40n), { leaderEpoch: 1, endOffset: 10n })
  deepEqual(epochs.endOf(0, 40n), { leaderEpoch: 0, endOffset: 0n })
  equal(epochs.endOf(5, 40n), undefined)
  equal(epochs.endOf(-1, 40n), undefined)
  equal(new LeaderEpochs().endOf(0, 40n), undefined)
})

test('only a higher epoch is noted', () => {
  const epochs = new LeaderEpochs()
  deepEqual([epochs.note(2, 0n), epochs.note(2, 5n), epochs.note(1, 6n)], [true, false, false])
  equal(epochs.note(3, 9n), true)
  deepEqual(
    [0n, 8n, 9n].map((offset) => epochs.epochAt(offset)),
    [2, 2, 3],
  )
})

test('what is cut off at either end is forgotten, but not which epoch is in force', () => {
  const epochs = new LeaderEpochs(starts)
  epochs.cutFrom(25n)
  epochs.cutBefore(12n)
  deepEqual(epochs.starts, [{ epoch: 3, startOffset: 12n }])
})

test('a checkpoint file has what Kafka expects, and is read back', () => {
  const bytes = encodeEpochCheckpoint(starts)
  equal(new TextDecoder().decode(bytes), '0\n3\n1 0\n3 10\n4 25\n')
  deepEqual(decodeEpochCheckpoint(bytes), starts)
  deepEqual(decodeEpochCheckpoint(encodeEpochCheckpoint([])), [])
})

test('a checkpoint file that is not plausible is not believed', () => {
  for (const text of [
    '',
    '1\n0\n',
    '0\n2\n1 0\n',
    '0\n1\nx 0\n',
    '0\n2\n3 0\n1 5\n',
    '0\n2\n1 5\n3 5\n',
  ]) {
    equal(decodeEpochCheckpoint(new TextEncoder().encode(text)), undefined, text)
  }
})
