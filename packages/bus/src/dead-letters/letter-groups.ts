import type { DeadLetter } from './dead-letter.ts'

/** Dead letters that died of the same kind of error at the same place. */
export interface LetterGroup {
  readonly fingerprint: string
  readonly error: string
  readonly count: number
  /** Those that nobody has decided about. */
  readonly open: number
  /** When the first and the last of them died, in ms since 1970. */
  readonly firstMs: number
  readonly lastMs: number
  /** When the oldest died that nobody has decided about. */
  readonly oldestOpenMs: number | undefined
  /** The last one. */
  readonly example: DeadLetter
}

/** Groups letters; those with most open ones come first. */
export async function groupLetters(
  letters: AsyncIterable<DeadLetter>,
): Promise<readonly LetterGroup[]> {
  const groups = new Map<string, LetterGroup>()
  for await (const letter of letters) {
    groups.set(letter.fingerprint, withLetter(groups.get(letter.fingerprint), letter))
  }
  return [...groups.values()].toSorted((one, other) => other.open - one.open)
}

function withLetter(before: LetterGroup | undefined, letter: DeadLetter): LetterGroup {
  const { fingerprint, error, failedAtMs, state } = letter
  const openMs = state === 'open' ? failedAtMs : undefined
  const oldest = [before?.oldestOpenMs, openMs].filter((one) => one !== undefined)
  return {
    ...{ fingerprint, error },
    count: (before?.count ?? 0) + 1,
    open: (before?.open ?? 0) + (state === 'open' ? 1 : 0),
    firstMs: Math.min(before?.firstMs ?? Infinity, failedAtMs),
    lastMs: Math.max(before?.lastMs ?? 0, failedAtMs),
    oldestOpenMs: oldest.length === 0 ? undefined : Math.min(...oldest),
    example: before !== undefined && before.lastMs > failedAtMs ? before.example : letter,
  }
}
