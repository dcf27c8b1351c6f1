import type { IndexedHistory } from '../model/indexed-history.ts'
import type { SeenRecord } from '../model/operation.ts'
import { recordsPolledBy } from '../model/indexed-history.ts'
import { failure, type Property } from '../property.ts'

/**
 * A record is read as it was sent: key, value, headers and timestamp, compared by a hash
 * (`changed`); and nothing is read that nobody has sent (`unknown-value`).
 */
export const contents: Property = {
  name: 'contents',

  check: (history) =>
    recordsOf(history).flatMap(({ key, offset, value, hash }) => {
      const sent = history.writingOf.get(value)
      const where = `${value} at ${key}@${offset}`
      if (sent === undefined) return [failure('unknown-value', `nobody has sent ${where}`)]
      const isSame = hash === undefined || sent.step.hash === undefined || hash === sent.step.hash
      return isSame ? [] : [failure('changed', `${where} is not as it was sent`)]
    }),
}

function recordsOf({ works, operations }: IndexedHistory): readonly SeenRecord[] {
  const stored = operations.flatMap((operation) => {
    if (operation.kind !== 'log') return []
    const { key } = operation
    return operation.batches
      .flatMap(({ records }) => records)
      .flatMap(({ value, ...rest }) => (value === null ? [] : [{ key, value, ...rest }]))
  })
  return [...works.flatMap(recordsPolledBy), ...stored]
}
