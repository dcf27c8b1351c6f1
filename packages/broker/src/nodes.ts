import { assert } from '@barnabus/base'

/** A node id of this process, and the address that clients are told for it. */
export interface NodeView {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** The node ids that this process presents: one in ordinary use, several to rehearse a cluster. */
export class Nodes {
  /** In order of their ids. */
  readonly all: readonly NodeView[]
  readonly #byId: ReadonlyMap<number, NodeView>

  constructor(all: readonly NodeView[]) {
    assert(all.length > 0, 'a broker has at least one node')
    this.all = all
    this.#byId = new Map(all.map((node) => [node.id, node]))
  }

  /** The node that is named as controller: the first. */
  get controllerId(): number {
    return this.ids[0]!
  }

  get ids(): readonly number[] {
    return this.all.map(({ id }) => id)
  }

  get(nodeId: number): NodeView | undefined {
    return this.#byId.get(nodeId)
  }
}

/** The ids of `count` nodes, from `first` on. */
export function nodeIds(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}
