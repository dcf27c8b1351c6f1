import type { Clock } from '@barnabus/base'

import type { ResolvedRegex } from './group-record.ts'
import type { Topics } from './topics.ts'

type Re2 = typeof import('re2js')

// So many names are matched at a time; then others have their turn.
const namesAtOnce = 500

/**
 * Regular expressions of subscriptions, in the syntax of RE2: whatever a member sends, matching
 * takes time in proportion to the name.
 *
 * The library is loaded when somebody subscribes to the first expression, which most never do.
 */
export class TopicRegexes {
  readonly #clock: Clock
  #loading: Promise<Re2> | undefined
  #re2: Re2 | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when `faultOf` can be asked. */
  async load(): Promise<Re2> {
    this.#loading ??= import('re2js')
    this.#re2 = await this.#loading
    return this.#re2
  }

  /** What is wrong with an expression; undefined: nothing. Ask `load` to be done first. */
  faultOf(regex: string): string | undefined {
    const re2 = this.#re2
    if (re2 === undefined) return 'the broker is not ready to read it'
    try {
      re2.RE2JS.compile(regex)
      return undefined
    } catch (error) {
      if (error instanceof re2.RE2JSSyntaxException) return error.getDescription()
      if (error instanceof re2.RE2JSException) return error.message
      throw error
    }
  }

  /** The topics that each expression matches as a whole, as of now. */
  async resolve(
    regexes: Iterable<string>,
    topics: Topics,
  ): Promise<ReadonlyMap<string, ResolvedRegex>> {
    const { RE2JS } = await this.load()
    const { version } = topics
    const resolvedAtMs = this.#clock.nowMs()
    const matchers = [...regexes]
      .filter((regex) => this.faultOf(regex) === undefined)
      .map((regex) => ({ regex, pattern: RE2JS.compile(regex), matched: new Set<string>() }))
    const names = [...topics.names()]
    for (let next = 0; next < names.length; next += namesAtOnce) {
      if (next > 0) await this.#breathe()
      for (const name of names.slice(next, next + namesAtOnce)) {
        for (const { pattern, matched } of matchers) {
          if (pattern.matches(name)) matched.add(name)
        }
      }
    }
    return new Map(
      matchers.map(({ regex, matched }) => [
        regex,
        { topics: matched, version: BigInt(version), resolvedAtMs },
      ]),
    )
  }

  #breathe(): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(0, resolve)
    })
  }
}
