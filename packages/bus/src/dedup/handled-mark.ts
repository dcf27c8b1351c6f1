import type { ProducerRecord } from '@barnabus/client'

/** That a message was handled, as it is written down beside what was made of it. */
export interface HandledMark {
  readonly record: ProducerRecord
  /** It turned out otherwise. */
  forget(): void
}
