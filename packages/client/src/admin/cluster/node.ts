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

/** Brokers of an answer, for partitions that name them by id. A broker that is gone has no address. */
export function nodesOf(brokers: readonly FoundBroker[]): (id: number) => Node {
  const nodes = new Map(
    brokers.map(({ nodeId: id, host, port, rack }) => [
      id,
      { id, host, port, rack: rack ?? undefined },
    ]),
  )
  return (id) => nodes.get(id) ?? { id, host: '', port: -1, rack: undefined }
}
