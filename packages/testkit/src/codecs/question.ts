import type { Direction } from './direction.ts'
import type { KnownDifference } from './known-differences.ts'

/** One message on its way, and how to tell from the answer whether it came back unchanged. */
export interface Question {
  /** Kafka's name of the message, or what else it is. */
  readonly message: string
  readonly version: number
  readonly direction: Direction
  readonly seed: number
  /** What the other program is asked. */
  readonly line: string
  /** What is wrong with the answer; undefined if nothing is. */
  readonly judge: (answer: string) => string | undefined
  /** Why something may be wrong with it. */
  readonly excuse: KnownDifference | undefined
}
