import type { EngineName } from '../engines/engine.ts'
import type { Scenario } from './scenario.ts'

/** An engine as it takes part in a comparison: one column of the table. */
export interface Contestant {
  readonly engine: EngineName
  /** The client that is measured, where clients are compared. */
  readonly client: string
  /** What tells it from the same engine in another column; empty if it runs as it ships. */
  readonly variant: string
  readonly settings: Readonly<Record<string, string>>
  /** When an acknowledged record is synced to the disk, where that differs. */
  readonly synced: string
}

const asKafkaShips = 'when the system sees fit, after the acknowledgement'

/**
 * Who is measured: us, and the peer as it ships, and where it matters also as durable as we are; or
 * our client, and others, on our broker.
 */
export function contestantsOf(
  scenario: Scenario,
  peer: EngineName | undefined,
): readonly Contestant[] {
  if (scenario.clients !== undefined) return scenario.clients.map(clientOnOurBroker)
  const us: Contestant = {
    engine: 'barnabus',
    client: '',
    variant: '',
    settings: {},
    synced: 'before the acknowledgement, always',
  }
  if (peer === undefined || peer === 'barnabus') return [us]
  const shipped: Contestant = { ...us, engine: peer, synced: asKafkaShips }
  if (scenario.comparesSyncing !== true) return [us, shipped]
  const syncing: Contestant = {
    ...us,
    engine: peer,
    variant: 'flush.messages=1',
    settings: { 'log.flush.interval.messages': '1' },
    synced: 'before the acknowledgement, batch by batch',
  }
  return [us, shipped, syncing]
}

function clientOnOurBroker(client: string): Contestant {
  return { engine: 'barnabus', client, variant: client, settings: {}, synced: '' }
}
