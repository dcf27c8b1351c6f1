import type { EngineName } from '../engines/engine.ts'
import type { Scenario } from './scenario.ts'

/** An engine as it takes part in a comparison: one column of the table. */
export interface Contestant {
  readonly engine: EngineName
  /** What tells it from the same engine in another column; empty if it runs as it ships. */
  readonly variant: string
  readonly settings: Readonly<Record<string, string>>
  /** When an acknowledged record is synced to the disk. */
  readonly synced: string
}

const asKafkaShips = 'when the system sees fit, after the acknowledgement'

/** Who is measured: us, and the peer as it ships, and where it matters also as durable as we are. */
export function contestantsOf(
  scenario: Scenario,
  peer: EngineName | undefined,
): readonly Contestant[] {
  const us: Contestant = {
    engine: 'barnabus',
    variant: '',
    settings: {},
    synced: 'before the acknowledgement, always',
  }
  if (peer === undefined || peer === 'barnabus') return [us]
  const shipped: Contestant = { engine: peer, variant: '', settings: {}, synced: asKafkaShips }
  if (scenario.comparesSyncing !== true) return [us, shipped]
  const syncing: Contestant = {
    engine: peer,
    variant: 'flush.messages=1',
    settings: { 'log.flush.interval.messages': '1' },
    synced: 'before the acknowledgement, batch by batch',
  }
  return [us, shipped, syncing]
}
