import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { RecordBatch, encodeBatch, encodeEndTransactionMarker } from '@barnabus/protocol'
import { CleanedTransactions } from './cleaned-transactions.ts'

function data(offset: bigint, producerId: bigint): RecordBatch {
  const batch = RecordBatch.at(
    encodeBatch({ records: [{ value: new Uint8Array(1) }], producerId, isTransactional: true }),
  )
  batch.assignOffset(offset, 0)
  return batch
}

function marker(offset: bigint, producerId: bigint, outcome: 'abort' | 'commit'): RecordBatch {
  const common = { producerEpoch: 0, coordinatorEpoch: 0, timestamp: 0n }
  const batch = RecordBatch.at(encodeEndTransactionMarker({ ...common, outcome, producerId }))
  batch.assignOffset(offset, 0)
  return batch
}

const aborted = { producerId: 7n, firstOffset: 1n, lastOffset: 3n, lastStableOffset: 0n }

test('what an aborted transaction wrote may go, its marker not yet', () => {
  const transactions = new CleanedTransactions([aborted])
  equal(transactions.mayDiscard(data(0n, 8n)), false)
  equal(transactions.mayDiscard(data(1n, 7n)), true)
  equal(transactions.mayDiscard(data(2n, 8n)), false)
  equal(transactions.mayDiscard(marker(3n, 7n, 'abort')), false)
  deepEqual(transactions.takeRetained(), [aborted])
  deepEqual(transactions.takeRetained(), [])
  equal(transactions.mayDiscard(data(4n, 7n)), false, 'the next transaction of that producer')
})

test('a marker may go when nothing of its transaction was met', () => {
  const transactions = new CleanedTransactions([aborted])
  equal(transactions.mayDiscard(marker(3n, 7n, 'abort')), true)
  deepEqual(transactions.takeRetained(), [])
  equal(transactions.mayDiscard(data(4n, 9n)), false)
  equal(transactions.mayDiscard(marker(5n, 9n, 'commit')), false)
  equal(transactions.mayDiscard(marker(6n, 9n, 'commit')), true)
})
