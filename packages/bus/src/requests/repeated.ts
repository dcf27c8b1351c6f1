import type { Attempts } from '../handle/attempts.ts'
import type { Counts } from '../receipts/confirmation-counts.ts'
import type { StoredReplies } from './stored-replies.ts'

type Attempting = Pick<Attempts<unknown>, 'attempt' | 'afterFailure'>

/** Attempts that give a repeated request the reply that it got before, instead of handling it. */
export function repeated(attempts: Attempting, stored: StoredReplies, counts: Counts): Attempting {
  return {
    attempt: async (work) =>
      await stored.alone(work, async () => {
        const known = stored.find(work)
        if (known !== undefined) {
          counts.note('repeatedRequests')
          return { kind: 'done', outputs: [], reply: known, skipped: 'duplicate' }
        }
        const outcome = await attempts.attempt(work)
        stored.note(work, outcome)
        return outcome
      }),
    afterFailure: (work, error) => attempts.afterFailure(work, error),
  }
}
