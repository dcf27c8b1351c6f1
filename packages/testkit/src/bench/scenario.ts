import type { Engine } from '../engines/engine.ts'

/** What one run of a scenario found, figure by figure; units are part of the names. */
export type Figures = Readonly<Record<string, number>>

/** Something that a user would feel, measured on a broker that was started for nothing else. */
export interface Scenario {
  readonly name: string
  /** One sentence: what is done, by which client, and what is counted. */
  readonly summary: string
  /** Kafka's broker settings that the scenario needs, on every engine alike. */
  readonly settings?: Readonly<Record<string, string>>
  /** Whether the peer is measured a second time, syncing each write as we do. */
  readonly comparesSyncing?: boolean
  /** Clients that are compared with each other, ours first, on our broker; then no peer is. */
  readonly clients?: readonly string[]
  /** The engine is prepared and not running; the scenario starts it and leaves it running or not. */
  measure(engine: Engine, options: ScenarioOptions): Promise<Figures>
}

export interface ScenarioOptions {
  /** Scales the amount of work: 1 is what the documents show, less is for a quick look. */
  readonly scale: number
  /** One of the scenario's `clients`, where it has any. */
  readonly client: string
}
