import type { RecordHeaders } from '@barnabus/client'

/** A message as a handler is given it. Where it came from is its topic, however often it was retried. */
export interface Message<Value> {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  /** When it was published, in ms since 1970. */
  readonly timestamp: bigint
  /** What tells it from all others of its source; undefined: its publisher did not say. */
  readonly id: string | undefined
  /** The application that has published it. */
  readonly source: string | undefined
  /** What kind of event it is. */
  readonly type: string | undefined
  /** The trace (W3C) that it is a part of. */
  readonly traceId: string | undefined
  readonly key: string | null
  readonly value: Value
  /** What its publisher gave it. */
  readonly headers: RecordHeaders
  /** 1 for the first time that a handler is given it. */
  readonly attempt: number
}
