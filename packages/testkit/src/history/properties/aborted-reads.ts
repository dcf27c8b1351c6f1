import { recordsPolledBy, sendsOf } from '../model/indexed-history.ts'
import { failure, type Property } from '../property.ts'

/**
 * A reader of committed records sees no other.
 *
 * `G1a`: it saw a value whose writer definitely failed or aborted. `precommitted-read`: a transaction
 * polled what it sent itself; until it ends that is pending, for its own writer as for anybody.
 */
export const abortedReads: Property = {
  name: 'aborted reads',

  check: ({ works, writingOf }) =>
    works
      .filter(({ outcome }) => outcome === 'ok')
      .flatMap((operation) => {
        const own = new Set(sendsOf(operation).map(({ value }) => value))
        return recordsPolledBy(operation).flatMap(({ key, offset, value }) => {
          const where = `${value} at ${key}@${offset}`
          const writer = writingOf.get(value)?.operation
          if (own.has(value)) {
            return [failure('precommitted-read', `${operation.process} polled its own ${where}`)]
          }
          return writer?.outcome === 'fail'
            ? [failure('G1a', `${operation.process} saw ${where}, which ${writer.process} aborted`)]
            : []
        })
      }),
}
