import type { Outcome, Work } from '../handle/work.ts'

const failuresMin = 20
const keysMin = 2
const firstMs = 1000
const maxMs = 30_000
const probesMax = 5

/**
 * Notices that everything fails, which is no message's fault: whatever handlers need is down. Then
 * one message at a time is tried, ever less often, without using up its attempts, until one succeeds.
 *
 * A message that has failed as a probe a few times counts as failed all the same: it may be what is
 * wrong, and others behind it would never be tried.
 */
export class Outage {
  #failures = 0
  readonly #keys = new Set<string>()
  readonly #probes = new Map<string, number>()
  #backoffs = 0

  /** Whether everything has failed lately. */
  get isOn(): boolean {
    return this.#failures >= failuresMin && this.#keys.size >= keysMin
  }

  /** How long to wait for the next try, in ms; longer each time. */
  nextWaitMs(): number {
    this.#backoffs += 1
    return Math.min(maxMs, firstMs * 2 ** (this.#backoffs - 1))
  }

  /** Notes what an attempt came to. */
  note({ key, record }: Work, outcome: Outcome): void {
    if (!isFault(outcome)) {
      if (outcome.kind === 'done' || outcome.kind === 'dead') this.#end()
      return
    }
    this.#failures += 1
    if (this.#keys.size < keysMin) this.#keys.add(key ?? String(record.offset))
  }

  /** Whether this message, which has failed, is to be tried again as if it had not. */
  spares({ record }: Work, outcome: Outcome): boolean {
    if (!this.isOn || !isFault(outcome)) return false
    const name = `${record.topic}/${record.partition}/${record.offset}`
    const probes = (this.#probes.get(name) ?? 0) + 1
    this.#probes.set(name, probes)
    return probes <= probesMax
  }

  #end(): void {
    if (this.#failures === 0) return
    this.#failures = 0
    this.#keys.clear()
    this.#probes.clear()
    this.#backoffs = 0
  }
}

/** Whether a handler failed with a message of which it did not say that it never can be handled. */
function isFault(outcome: Outcome): boolean {
  if (outcome.kind === 'done') return false
  return outcome.kind === 'dead' ? !outcome.isFinal : outcome.failure !== undefined
}
