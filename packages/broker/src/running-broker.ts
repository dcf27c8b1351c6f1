import type { NodeView } from './nodes.ts'

/** A broker that serves. Ends only by `close` or by a failure of its data directory. */
export interface RunningBroker {
  /** Where each node listens, in order of node ids; what clients are told. */
  readonly addresses: readonly NodeView[]
  readonly dataDirectory: string
  readonly clusterId: string
  /** Resolves with the reason when the data directory failed and nothing can be acknowledged. */
  readonly failed: Promise<Error>
  /** Stops accepting, answers what is in flight, closes the log cleanly. Safe to call twice. */
  close(): Promise<void>
}
