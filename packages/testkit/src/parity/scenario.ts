import { apiInfo, type ApiKey } from '@barnabus/protocol'

import type { Stage } from './stage.ts'
import { comparedVersions } from './versions.ts'

/** What is asked, step by step. It must ask both brokers the same, whatever they answer. */
export type Play<K extends ApiKey> = (stage: Stage<K>) => Promise<void>

/** Where a scenario is played, if not among others on a broker that is as it comes. */
export interface Setting {
  /** Kafka's broker settings by name. Scenarios with the same settings share a broker. */
  readonly settings?: Readonly<Record<string, string>>
  /** Alone, one after the other, on a broker of such scenarios: for what others would disturb. */
  readonly alone?: boolean
}

/** A play with more to it than its steps. */
export interface Particular<K extends ApiKey> extends Setting {
  /** From this version on, instead of from the first. */
  readonly since?: number
  /** Up to this version, instead of up to the last. */
  readonly until?: number
  readonly play: Play<K>
}

/** One play at one version, to be played for both brokers. */
export interface Scenario extends Setting {
  /** Unique, and what `--only` takes. */
  readonly name: string
  readonly apiKey: ApiKey
  readonly version: number
  readonly play: Play<ApiKey>
}

/**
 * The scenarios of an API: each play at its first and last version and at those that clients
 * settle on (see versions.ts).
 */
export function scenariosOf<K extends ApiKey>(
  apiKey: K,
  plays: Readonly<Record<string, Play<K> | Particular<K>>>,
): readonly Scenario[] {
  return Object.entries(plays).flatMap(([title, given]) => {
    const particular = typeof given === 'function' ? { play: given } : given
    const { play, since = 0, until = Infinity, ...setting } = particular
    return comparedVersions(apiKey)
      .filter((version) => version >= since && version <= until)
      .map((version) => ({
        name: `${apiInfo(apiKey).name} v${version}: ${title}`,
        apiKey,
        version,
        play: play as unknown as Play<ApiKey>, // Its own types were checked where it was written.
        ...setting,
      }))
  })
}
