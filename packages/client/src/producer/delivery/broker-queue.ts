import type { BrokerConnection } from '../../connection/broker-connection.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'

/** One broker, as the sender sees it: what it leads, and what it has been sent. */
export class BrokerQueue {
  readonly nodeId: number
  connection: BrokerConnection | undefined
  isConnecting = false
  /** Requests without an answer. */
  inFlight = 0
  /** Nothing is sent before: it asked for a pause, or could not be reached. */
  notBeforeMs = 0
  /** Since when there has been something that it does not take; undefined: it takes everything. */
  stuckSinceMs: number | undefined
  /** Partitions that it leads and that wait, as of this moment. */
  lanes: PartitionLane[] = []
  /** Whether one of them may be sent now. */
  isReady = false
  #turn = 0

  constructor(nodeId: number) {
    this.nodeId = nodeId
  }

  /** The lanes, beginning with another one each time, so that none is left behind. */
  *inTurn(): Generator<PartitionLane> {
    const { lanes } = this
    const start = lanes.length === 0 ? 0 : this.#turn % lanes.length
    this.#turn += 1
    for (let index = 0; index < lanes.length; index += 1) {
      yield lanes[(start + index) % lanes.length]!
    }
  }
}
