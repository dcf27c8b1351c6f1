// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { MessageCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ProducerSnapshot {
  readonly crc: number
  readonly producerEntries: readonly ProducerSnapshotProducerEntry[]
}

export type ProducerSnapshotDraft = ProducerSnapshot

export interface ProducerSnapshotProducerEntry {
  readonly producerId: bigint
  readonly epoch: number
  readonly lastSequence: number
  readonly lastOffset: bigint
  readonly offsetDelta: number
  readonly timestamp: bigint
  readonly coordinatorEpoch: number
  readonly currentTxnFirstOffset: bigint
}

export type ProducerSnapshotProducerEntryDraft = ProducerSnapshotProducerEntry

function decodeProducerSnapshotProducerEntry(reader: Reader, _version: number): ProducerSnapshotProducerEntry {
  const producerId = reader.int64()
  const epoch = reader.int16()
  const lastSequence = reader.int32()
  const lastOffset = reader.int64()
  const offsetDelta = reader.int32()
  const timestamp = reader.int64()
  const coordinatorEpoch = reader.int32()
  const currentTxnFirstOffset = reader.int64()
  return {
    producerId,
    epoch,
    lastSequence,
    lastOffset,
    offsetDelta,
    timestamp,
    coordinatorEpoch,
    currentTxnFirstOffset,
  }
}

function encodeProducerSnapshotProducerEntry(writer: Writer, draft: ProducerSnapshotProducerEntryDraft, _version: number): void {
  writer.int64(draft.producerId)
  writer.int16(draft.epoch)
  writer.int32(draft.lastSequence)
  writer.int64(draft.lastOffset)
  writer.int32(draft.offsetDelta)
  writer.int64(draft.timestamp)
  writer.int32(draft.coordinatorEpoch)
  writer.int64(draft.currentTxnFirstOffset)
}

function decodeProducerSnapshot(reader: Reader, version: number): ProducerSnapshot {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ProducerSnapshot', version)
  const crc = reader.uint32()
  const producerEntries: ProducerSnapshotProducerEntry[] = []
  const producerEntriesCount = reader.count(46)
  for (let i = 0; i < producerEntriesCount; i += 1) producerEntries.push(decodeProducerSnapshotProducerEntry(reader, version))
  return {
    crc,
    producerEntries,
  }
}

function encodeProducerSnapshot(writer: Writer, draft: ProducerSnapshotDraft, version: number): void {
  if (version < 1 || version > 1) throw protocolErrors.UNSUPPORTED_VERSION('ProducerSnapshot', version)
  writer.uint32(draft.crc)
  const producerEntries = draft.producerEntries
  writer.count(producerEntries.length)
  for (const element of producerEntries) encodeProducerSnapshotProducerEntry(writer, element, version)
}

export const producerSnapshot: MessageCodec<ProducerSnapshot, ProducerSnapshotDraft> = {
  name: 'ProducerSnapshot',
  versions: { min: 1, max: 1 },
  flexibleSince: Infinity,
  decode: decodeProducerSnapshot,
  encode: encodeProducerSnapshot,
}
