// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { MessageCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ControlRecordTypeSchema {
  readonly type: number
}

export type ControlRecordTypeSchemaDraft = ControlRecordTypeSchema

function decodeControlRecordTypeSchema(reader: Reader, version: number): ControlRecordTypeSchema {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ControlRecordTypeSchema', version)
  const type = reader.int16()
  return {
    type,
  }
}

function encodeControlRecordTypeSchema(writer: Writer, draft: ControlRecordTypeSchemaDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('ControlRecordTypeSchema', version)
  writer.int16(draft.type)
}

export const controlRecordTypeSchema: MessageCodec<ControlRecordTypeSchema, ControlRecordTypeSchemaDraft> = {
  name: 'ControlRecordTypeSchema',
  versions: { min: 0, max: 0 },
  flexibleSince: Infinity,
  decode: decodeControlRecordTypeSchema,
  encode: encodeControlRecordTypeSchema,
}

export interface EndTxnMarker {
  readonly coordinatorEpoch: number
}

export type EndTxnMarkerDraft = EndTxnMarker

function decodeEndTxnMarker(reader: Reader, version: number): EndTxnMarker {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('EndTxnMarker', version)
  const coordinatorEpoch = reader.int32()
  return {
    coordinatorEpoch,
  }
}

function encodeEndTxnMarker(writer: Writer, draft: EndTxnMarkerDraft, version: number): void {
  if (version < 0 || version > 0) throw protocolErrors.UNSUPPORTED_VERSION('EndTxnMarker', version)
  writer.int32(draft.coordinatorEpoch)
}

export const endTxnMarker: MessageCodec<EndTxnMarker, EndTxnMarkerDraft> = {
  name: 'EndTxnMarker',
  versions: { min: 0, max: 0 },
  flexibleSince: Infinity,
  decode: decodeEndTxnMarker,
  encode: encodeEndTxnMarker,
}
