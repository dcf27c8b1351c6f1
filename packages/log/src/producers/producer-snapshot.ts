import { isOperatingError } from '@barnabus/base'
import { Reader, Writer, crc32c, producerSnapshot } from '@barnabus/protocol'
import type { ProducerSnapshotProducerEntry } from '@barnabus/protocol'
import { Producer, type ProducedBatch } from './producer.ts'
import { ProducerStates } from './producer-states.ts'

//  0 version i16 | 2 checksum u32 of the rest | 6 entries
const snapshotVersion = 1
const checksumAt = 2
const entriesAt = 6

/**
 * The producers of a partition as Kafka's snapshot file has them.
 *
 * Kafka keeps one entry per producer and so forgets all but the last batch. We write an entry for
 * each batch remembered, the oldest first: whoever reads an entry as the producer's state, as Kafka
 * does, ends with the last one, and whoever adds them up has them all.
 */
export function encodeProducerSnapshot(producers: Iterable<Producer>): Uint8Array {
  const producerEntries = [...producers].flatMap(entriesOf)
  const writer = new Writer()
  writer.int16(snapshotVersion)
  producerSnapshot.encode(writer, { crc: 0, producerEntries }, snapshotVersion)
  const bytes = joined(writer.finish())
  new DataView(bytes.buffer).setUint32(checksumAt, crc32c(bytes.subarray(entriesAt)))
  return bytes
}

/** The producers in a snapshot file; undefined: it is damaged, or of an unknown version. */
export function decodeProducerSnapshot(
  bytes: Uint8Array,
  nowMs: number,
): ProducerStates | undefined {
  if (bytes.length < entriesAt) return undefined
  const reader = new Reader(bytes)
  if (reader.int16() !== snapshotVersion) return undefined
  const checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(checksumAt)
  if (checksum !== crc32c(bytes.subarray(entriesAt))) return undefined
  try {
    const states = new ProducerStates()
    const { producerEntries } = producerSnapshot.decode(reader, snapshotVersion)
    for (const entry of producerEntries) addEntry(states, entry, nowMs)
    states.restored()
    return states
  } catch (error) {
    if (isOperatingError(error)) return undefined // Whole, but not what the format says.
    throw error
  }
}

function entriesOf(producer: Producer): readonly ProducerSnapshotProducerEntry[] {
  const { batches } = producer
  if (batches.length === 0) return [entryOf(producer, undefined, true)]
  return batches.map((batch, index) => entryOf(producer, batch, index === batches.length - 1))
}

/** Only the last entry names the open transaction: to a reader of entries it is opened once. */
function entryOf(
  producer: Producer,
  batch: ProducedBatch | undefined,
  isLast: boolean,
): ProducerSnapshotProducerEntry {
  return {
    producerId: producer.producerId,
    epoch: producer.epoch,
    lastSequence: batch?.lastSequence ?? -1,
    lastOffset: batch?.lastOffset ?? -1n,
    offsetDelta: batch?.offsetDelta ?? 0,
    timestamp: batch?.timestamp ?? producer.lastTimestamp,
    coordinatorEpoch: producer.coordinatorEpoch,
    currentTxnFirstOffset: isLast ? (producer.transactionStart ?? -1n) : -1n,
  }
}

function addEntry(
  states: ProducerStates,
  entry: ProducerSnapshotProducerEntry,
  nowMs: number,
): void {
  const { producerId, epoch, lastSequence, lastOffset, offsetDelta, timestamp } = entry
  let producer = states.get(producerId)
  if (producer === undefined) {
    producer = new Producer({
      producerId,
      epoch,
      lastTimestamp: timestamp,
      coordinatorEpoch: entry.coordinatorEpoch,
      transactionStart: undefined,
      seenAtMs: nowMs,
    })
    states.restore(producer)
  }
  if (lastOffset >= 0n) producer.add(epoch, { lastSequence, lastOffset, offsetDelta, timestamp })
  producer.epoch = epoch
  producer.coordinatorEpoch = entry.coordinatorEpoch
  const transactionStart = entry.currentTxnFirstOffset
  producer.transactionStart = transactionStart < 0n ? undefined : transactionStart
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
