import type { DeadLetter, LetterState } from './dead-letter.ts'

/** Which letters are meant: those for which all of this holds. */
export interface LetterFilter {
  readonly state?: LetterState
  readonly fingerprint?: string
  /** The class of the error. */
  readonly error?: string
  readonly key?: string | null
  /** Those that died then or later, in ms since 1970. */
  readonly sinceMs?: number
  /** Those that died before, in ms since 1970. */
  readonly untilMs?: number
  /** Whatever else; for a dry run as for the real one. */
  readonly where?: (letter: DeadLetter) => boolean
}

/** Whether a letter is meant. */
export function isMeant(letter: DeadLetter, filter: LetterFilter): boolean {
  const { state, fingerprint, error, key, where } = filter
  const { sinceMs = -Infinity, untilMs = Infinity } = filter
  return (
    (state === undefined || letter.state === state) &&
    (fingerprint === undefined || letter.fingerprint === fingerprint) &&
    (error === undefined || letter.error === error) &&
    (key === undefined || (letter.key?.toString() ?? null) === key) &&
    letter.failedAtMs >= sinceMs &&
    letter.failedAtMs < untilMs &&
    (where === undefined || where(letter))
  )
}
