import type { WritableRecord } from '@barnabus/protocol'

import type { ProducerRecord } from '../producer-record.ts'
import type { RecordOwner } from './record-owner.ts'

/** A record that was sent and is in no batch yet: its topic is not known, or memory is short. */
export interface BlockedSend {
  readonly record: ProducerRecord
  readonly writable: WritableRecord
  readonly timestamp: number
  readonly owner: RecordOwner
  readonly tag: number
  /** When it is given up. */
  readonly untilMs: number
}
