import { isDeepStrictEqual } from 'node:util'

import { misreadings } from './known-misreadings.ts'
import { abortedIn, type Layout } from './layouts.ts'
import type { TransactionVersion } from './raw-transactions.ts'

/** What a client was shown of a partition. */
export interface Reading {
  readonly client: string
  readonly isolation: 'read_committed' | 'read_uncommitted'
  readonly topic: string
  readonly layout: Layout
  readonly version: TransactionVersion
  /** What is committed. */
  readonly expected: readonly string[]
  readonly shown: readonly string[]
  /** What its program complained about. */
  readonly said: string
}

const namesMax = 8
const complaintSizeMax = 1000

/** The sentence about what is wrong, if something is. */
export function whatIsWrong(reading: Reading): string | undefined {
  const { client, isolation, topic, version, layout, expected, shown, said } = reading
  const where = `${topic}, transactions of version ${version}, ${layout.title}`
  const isRight = isDeepStrictEqual(shown, expected)
  if (isolation === 'read_uncommitted') {
    return isRight ? `${client} reads ${where}: even uncommitted it shows no more` : undefined
  }
  if (isRight || (isKnown(reading) && isDeepStrictEqual(withoutAborted(reading), expected))) {
    return undefined
  }
  const about = said === '' ? '' : `; it said ${said.slice(-complaintSizeMax)}`
  return `${client} reads ${where}: ${inShort(shown)} instead of ${inShort(expected)}${about}`
}

/**
 * Clients that stand in the table of misreadings although they now read as they should. Where a fetch
 * ends is the broker's choice, so only who reads all of it right is named in vain.
 */
export function outdated(readings: readonly Reading[]): readonly string[] {
  const known = new Set(misreadings.map(({ client }) => client))
  return [...known]
    .filter((client) => {
      const concerned = readings.filter((reading) => reading.client === client && isKnown(reading))
      return concerned.length > 0 && concerned.every(isAsExpected)
    })
    .map((client) => `${client} reads everything right, and the table says otherwise`)
}

const isAsExpected = ({ shown, expected }: Reading): boolean => isDeepStrictEqual(shown, expected)

function isKnown({ client, layout, isolation }: Reading): boolean {
  const isListed = misreadings.some(
    (known) => known.client === client && known.layout === layout.title,
  )
  return isListed && isolation === 'read_committed'
}

/** What is left when the records of aborted transactions are taken out. */
function withoutAborted({ shown, layout }: Reading): readonly string[] {
  const aborted = new Set(abortedIn([...layout.steps, ...layout.afterwards]))
  return shown.filter((name) => !aborted.has(name))
}

function inShort(names: readonly string[]): string {
  const shown = names.slice(0, namesMax).join(', ')
  return names.length > namesMax ? `${shown} and ${names.length - namesMax} more` : `[${shown}]`
}
