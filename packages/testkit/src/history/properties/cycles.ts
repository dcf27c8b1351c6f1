import type { IndexedHistory } from '../model/indexed-history.ts'
import type { Work } from '../model/operation.ts'
import type { VersionOrder } from '../model/version-order.ts'
import { failure, report, type Finding, type Property } from '../property.ts'
import { stronglyConnected, type Graph } from './strongly-connected.ts'

/**
 * Information does not flow in a circle.
 *
 * `G1c`: operations read from each other in a circle (only edges from a writer to its readers).
 * `G1c-realtime`: the same with edges from an operation to those that began after it had ended: one
 * of them read what was not yet written. `G0`: writes of two operations alternate (edges between
 * neighbours in a key); Kafka does not isolate writes, so that is reported and never fails.
 */
export const cycles: Property = {
  name: 'cycles',

  check(history) {
    const reads = readEdges(history)
    const circular = stronglyConnected(reads)
    const withTime = circular.length > 0 ? [] : stronglyConnected(withRealtime(reads, history))
    return [
      ...circular.map((nodes) => failure('G1c', inWords(nodes, history))),
      ...withTime.map((nodes) => failure('G1c-realtime', inWords(nodes, history))),
      ...stronglyConnected(writeEdges(history)).map((nodes) =>
        report('G0', inWords(nodes, history)),
      ),
    ]
  },
}

const mayHaveHappened = ({ outcome }: Work): boolean => outcome !== 'fail'

function readEdges({ works, writingOf, readingsOf }: IndexedHistory): Graph {
  const graph = emptyGraph(works)
  for (const [value, readings] of readingsOf) {
    const writer = writingOf.get(value)?.operation
    if (writer === undefined || !mayHaveHappened(writer)) continue
    for (const { operation } of readings) {
      const isOther = operation !== writer && operation.outcome === 'ok'
      if (isOther) graph.get(writer.index)?.add(operation.index)
    }
  }
  return graph
}

function writeEdges({ works, writingOf, versionOrders }: IndexedHistory): Graph {
  const graph = emptyGraph(works)
  const writersAt = (order: VersionOrder, offset: number): readonly Work[] =>
    [...order.valuesAt(offset)].flatMap((value) => writingOf.get(value)?.operation ?? [])
  for (const order of versionOrders.values()) {
    for (const [index, offset] of order.offsets.slice(1).entries()) {
      const [later] = writersAt(order, offset)
      const [earlier] = writersAt(order, order.offsets[index]!)
      if (earlier === undefined || later === undefined || earlier === later) continue
      graph.get(earlier.index)?.add(later.index)
    }
  }
  return graph
}

/**
 * Adds that what had ended comes before what began later. Not with an edge for each such pair: the
 * ends are put in a row, each leads to the next, and the last end before a beginning leads to it.
 */
function withRealtime(graph: Graph, { works }: IndexedHistory): Graph {
  const joined: Map<number, Set<number>> = new Map(
    [...graph].map(([node, edges]) => [node, new Set(edges)]),
  )
  const ended = works
    .filter(({ outcome }) => outcome === 'ok')
    .toSorted((left, right) => left.completedAtMs - right.completedAtMs)
  const endNode = (place: number): number => -1 - place
  for (const [place, { index }] of ended.entries()) {
    joined.set(endNode(place), new Set(place + 1 < ended.length ? [endNode(place + 1)] : []))
    joined.get(index)?.add(endNode(place))
  }
  let passed = 0
  for (const work of works.toSorted((left, right) => left.invokedAtMs - right.invokedAtMs)) {
    while (passed < ended.length && ended[passed]!.completedAtMs < work.invokedAtMs) passed += 1
    if (passed > 0) joined.get(endNode(passed - 1))?.add(work.index)
  }
  return joined
}

function emptyGraph(works: readonly Work[]): Map<number, Set<number>> {
  return new Map(works.filter(mayHaveHappened).map(({ index }) => [index, new Set()]))
}

const shownMax = 6

function inWords(nodes: readonly number[], { works }: IndexedHistory): Finding['what'] {
  const byIndex = new Map(works.map((work) => [work.index, work]))
  const names = nodes
    .flatMap((node) => byIndex.get(node) ?? [])
    .map(({ index, process }) => `${process}#${index}`)
  const more = names.length > shownMax ? ` and ${names.length - shownMax} more` : ''
  return `${names.slice(0, shownMax).join(', ')}${more}`
}
