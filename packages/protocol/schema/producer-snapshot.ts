import { array, int16, int32, int64, message, never, uint32 } from './notation.ts'

/**
 * ProducerSnapshot: what a partition remembers of its producers, beside its segments.
 */
export const producerSnapshot = message({
  name: 'ProducerSnapshot',
  versions: [1, 1],
  flexibleSince: never,
  fields: {
    crc: uint32,
    producerEntries: array({
      producerId: int64,
      epoch: int16,
      lastSequence: int32,
      lastOffset: int64,
      offsetDelta: int32,
      timestamp: int64,
      coordinatorEpoch: int32,
      currentTxnFirstOffset: int64,
    }),
  },
})
