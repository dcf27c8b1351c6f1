/** Nodes by number, each with the nodes it leads to. */
export type Graph = ReadonlyMap<number, ReadonlySet<number>>

interface Visit {
  readonly node: number
  readonly rest: Iterator<number>
}

/**
 * The sets of two and more nodes that all lead to each other (Tarjan's algorithm, with a stack of its
 * own so that long chains do not exhaust the engine's).
 */
export function stronglyConnected(graph: Graph): readonly (readonly number[])[] {
  const components: (readonly number[])[] = []
  const order = new Map<number, number>()
  const lowest = new Map<number, number>()
  const pending: number[] = []
  const isPending = new Set<number>()

  const enter = (node: number): Visit => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    pending.push(node)
    isPending.add(node)
    return { node, rest: (graph.get(node) ?? new Set<number>()).values() }
  }
  const lower = (node: number, place: number): void => {
    lowest.set(node, Math.min(lowest.get(node)!, place))
  }
  const leave = (node: number): void => {
    if (lowest.get(node) !== order.get(node)) return
    const component = pending.splice(pending.lastIndexOf(node))
    for (const member of component) isPending.delete(member)
    if (component.length > 1) components.push(component)
  }

  for (const start of graph.keys()) {
    if (order.has(start)) continue
    const visits = [enter(start)]
    while (visits.length > 0) {
      const { node, rest } = visits.at(-1)!
      const next = rest.next()
      if (next.done === true) {
        leave(node)
        visits.pop()
        const parent = visits.at(-1)
        if (parent !== undefined) lower(parent.node, lowest.get(node)!)
      } else if (!order.has(next.value)) {
        visits.push(enter(next.value))
      } else if (isPending.has(next.value)) {
        lower(node, order.get(next.value)!)
      }
    }
  }
  return components
}
