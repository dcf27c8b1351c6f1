import type { OperatingError } from '@barnabus/base'

import type { NodeView } from './nodes.ts'

/** A broker that serves. Ends only by `close` or by a failure of its data directory. */
export interface RunningBroker {
  /** Where each node listens, in order of node ids; what clients are told. */
  readonly addresses: readonly NodeView[]
  readonly dataDirectory: string
  readonly clusterId: string
  /** Resolves with the reason if the data directory failed: nothing is acknowledged any more. */
  readonly failed: Promise<OperatingError>
  /** Lets go of what is in memory only so that reads are fast; the next ones are slower. */
  giveUpCaches(): void
  /** Stops accepting, answers what is in flight, closes the log cleanly. Safe to call twice. */
  close(): Promise<void>
}
