import { isDeepStrictEqual } from 'node:util'

import { misreadings, type Misreading } from './known-misreadings.ts'
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

/** What stands in the table of misreadings although the client now reads it as it should. */
export function outdated(readings: readonly Reading[]): readonly string[] {
  return misreadings
    .filter((known) => {
      const concerned = readings.filter((reading) => isAbout(known, reading))
      return concerned.length > 0 && concerned.every(isAsExpected)
    })
    .map(({ client, layout }) => `${client} reads "${layout}" right, and the table says otherwise`)
}

const isAsExpected = ({ shown, expected }: Reading): boolean => isDeepStrictEqual(shown, expected)

const isKnown = (reading: Reading): boolean => misreadings.some((known) => isAbout(known, reading))

function isAbout(known: Misreading, { client, layout, isolation }: Reading): boolean {
  const isSame = known.client === client && known.layout === layout.title
  return isSame && isolation === 'read_committed'
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
