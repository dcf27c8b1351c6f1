/** A node id of this process, and the address that clients are told for it. */
export interface NodeView {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** The node ids that this process presents: one in ordinary use, several to rehearse a cluster. */
export interface Nodes {
  readonly all: readonly NodeView[]
  /** The node that Metadata names as controller: the first. */
  readonly controllerId: number
  get(nodeId: number): NodeView | undefined
}
