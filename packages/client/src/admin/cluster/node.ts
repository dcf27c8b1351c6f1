import type { Endpoint } from '@barnabus/base'

/** A broker, as an administrator sees it. */
export interface Node extends Endpoint {
  readonly id: number
  readonly rack: string | undefined
}

interface FoundBroker extends Endpoint {
  readonly nodeId: number
  readonly rack: string | null
}

/** Brokers of an answer, for partitions that name them by id. */
export function nodesOf(brokers: readonly FoundBroker[]): (id: number) => Node {
  return nodeById(
    brokers.map(({ nodeId: id, host, port, rack }) => ({
      id,
      host,
      port,
      rack: rack ?? undefined,
    })),
  )
}

/** Finds one of these brokers. One that is gone has no address. */
export function nodeById(nodes: readonly Node[]): (id: number) => Node {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return (id) => byId.get(id) ?? { id, host: '', port: -1, rack: undefined }
}
