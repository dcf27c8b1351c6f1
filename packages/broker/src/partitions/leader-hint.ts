import type { RequestContext } from '../define-api.ts'
import type { PartitionImage } from '../metadata/image.ts'

/** The leader to turn to, as Produce (v10+) and Fetch (v12+) carry it (KIP-951). */
export interface LeaderIdAndEpoch {
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** A node named in a hint, so that the client needs no Metadata request to get there. */
export interface NodeEndpoint {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** Collects the leaders that an answer points to, each node's address once. */
export class LeaderHints {
  readonly #context: RequestContext
  readonly #sinceVersion: number
  readonly #endpoints = new Map<number, NodeEndpoint>()

  /** Below `sinceVersion` the answer has no place for hints, and there will be none. */
  constructor(context: RequestContext, sinceVersion: number) {
    this.#context = context
    this.#sinceVersion = sinceVersion
  }

  /** The nodes that were pointed to so far. */
  get endpoints(): NodeEndpoint[] {
    return [...this.#endpoints.values()]
  }

  pointTo(leader: PartitionImage): LeaderIdAndEpoch | undefined {
    if (this.#context.apiVersion < this.#sinceVersion) return undefined
    const node = this.#context.broker.nodes.get(leader.leaderId)
    if (node !== undefined) {
      const { id: nodeId, host, port, rack } = node
      this.#endpoints.set(nodeId, { nodeId, host, port, rack })
    }
    return { leaderId: leader.leaderId, leaderEpoch: leader.leaderEpoch }
  }
}
