import type { IndexedHistory } from '../model/indexed-history.ts'
import type { CommittedRead, Work } from '../model/operation.ts'
import { isBefore } from '../model/real-time.ts'
import { failure, type Finding, type Property } from '../property.ts'

/**
 * A group's committed offset is what was last committed.
 *
 * `lost-commit`: there is none, though one was acknowledged. `aborted-commit`: it belongs to a
 * transaction that was aborted. `unknown-commit`: nobody has committed it, or not yet.
 * `committed-went-back`: something later had been acknowledged, or read, before. A lower offset is
 * no step back if it was committed later: that is how one resets.
 */
export const committedOffsets: Property = {
  name: 'committed offsets',

  check: (history) =>
    [...registersOf(history).values()].flatMap((register) => [
      ...register.reads.flatMap((read) => checkRead(read, register)),
      ...wentBackBetweenReads(register),
    ]),
}

/** A commit; of what nobody knows the end of, the effect may come at any time. */
interface Commit {
  readonly offset: number
  readonly work: Work
  readonly invokedAtMs: number
  readonly completedAtMs: number
}

interface Read {
  readonly offset: number | undefined
  readonly operation: CommittedRead
}

/** One group and one key: all that was committed, aborted and read. */
interface Register {
  readonly name: string
  readonly commits: Commit[]
  readonly aborted: Commit[]
  readonly reads: Read[]
}

function registersOf({ works, operations }: IndexedHistory): ReadonlyMap<string, Register> {
  const registers = new Map<string, Register>()
  const at = (group: string, key: string): Register => {
    const name = `${group}, ${key}`
    const found = registers.get(name) ?? { name, commits: [], aborted: [], reads: [] }
    registers.set(name, found)
    return found
  }
  for (const work of works) {
    const { group, offsets } = work.commits ?? { group: '', offsets: {} }
    for (const [key, offset] of Object.entries(offsets)) {
      const register = at(group, key)
      const completedAtMs = work.outcome === 'ok' ? work.completedAtMs : Infinity
      const commit = { offset, work, invokedAtMs: work.invokedAtMs, completedAtMs }
      ;(work.outcome === 'fail' ? register.aborted : register.commits).push(commit)
    }
  }
  const asked = operations.filter((operation) => operation.kind === 'committed')
  for (const operation of asked.filter(({ outcome }) => outcome === 'ok')) {
    const { group, offsets } = operation.committed
    for (const { name, reads } of registers.values()) {
      const key = name.slice(group.length + 2)
      if (name === `${group}, ${key}`) reads.push({ offset: offsets[key], operation })
    }
    for (const [key, offset] of Object.entries(offsets)) {
      if (!registers.has(`${group}, ${key}`)) at(group, key).reads.push({ offset, operation })
    }
  }
  return registers
}

function checkRead({ offset, operation }: Read, register: Register): readonly Finding[] {
  const { name, commits, aborted } = register
  const before = commits.filter((commit) => isBefore(commit, operation))
  const last = before.at(-1)
  if (offset === undefined) {
    if (last === undefined) return []
    return [failure('lost-commit', `${name}: nothing is committed, ${last.offset} was`)]
  }
  const candidates = candidatesOf({ offset, operation }, register)
  if (candidates.length === 0) {
    const wasAborted = aborted.some((commit) => commit.offset === offset)
    const [anomaly, why] = wasAborted
      ? ['aborted-commit', 'which was aborted']
      : ['unknown-commit', 'which nobody had committed']
    return [failure(anomaly, `${name}: ${offset} is committed, ${why}`)]
  }
  const isStale = (candidate: Commit): boolean =>
    before.some((commit) => isBefore(candidate, commit))
  if (!candidates.every(isStale)) return []
  return [failure('committed-went-back', `${name}: ${offset} is committed, after ${last?.offset}`)]
}

function candidatesOf({ offset, operation }: Read, { commits }: Register): readonly Commit[] {
  return commits.filter(
    (commit) => commit.offset === offset && commit.invokedAtMs < operation.completedAtMs,
  )
}

/** What one read has shown, a later one does not take back. */
function wentBackBetweenReads(register: Register): readonly Finding[] {
  const reads = register.reads.map((read) => ({ ...read, commits: candidatesOf(read, register) }))
  return reads.flatMap((later) => {
    const contradicts = reads.find(
      (earlier) =>
        isBefore(earlier.operation, later.operation) &&
        earlier.offset !== undefined &&
        earlier.commits.length > 0 &&
        (later.offset === undefined || isOlder(later.commits, earlier.commits)),
    )
    if (contradicts === undefined) return []
    const what = `${register.name}: ${later.offset} is read after ${contradicts.offset} was`
    return [failure('committed-went-back', what)]
  })
}

function isOlder(left: readonly Commit[], right: readonly Commit[]): boolean {
  return left.length > 0 && left.every((old) => right.every((recent) => isBefore(old, recent)))
}
