import { int16, int32, message, never } from './notation.ts'

/**
 * ControlRecordTypeSchema: the key of a control record behind its version: abort (0) or commit
 * (1), for one.
 */
export const controlRecordTypeSchema = message({
  name: 'ControlRecordTypeSchema',
  versions: [0, 0],
  flexibleSince: never,
  fields: {
    type: int16,
  },
})

/**
 * EndTxnMarker: the value of a control record that ends a transaction.
 */
export const endTxnMarker = message({
  name: 'EndTxnMarker',
  versions: [0, 0],
  flexibleSince: never,
  fields: {
    coordinatorEpoch: int32,
  },
})
