import type { ProducerRecord } from '@barnabus/client'

import type { Outcome, Work } from '../handle/work.ts'

/** Records that are settled together with what became of a message, beside those of its way on. */
export interface FurtherRecords {
  /** Also for what is settled again, or otherwise than it was going to be. */
  recordsOf(work: Work, outcome: Outcome): readonly ProducerRecord[]
  /** They could not be written, and never can be: the next time there must be fewer, or others. */
  refuse(work: Work, error: unknown): void
}

/** There is nothing further. */
export const noRecords: readonly ProducerRecord[] = []

/** All of these. */
export function together(...all: readonly FurtherRecords[]): FurtherRecords {
  return {
    recordsOf(work, outcome) {
      let records: readonly ProducerRecord[] = noRecords
      for (const one of all) {
        const more = one.recordsOf(work, outcome)
        if (more.length > 0) records = [...records, ...more]
      }
      return records
    },
    refuse: (work, error) => {
      for (const one of all) one.refuse(work, error)
    },
  }
}
