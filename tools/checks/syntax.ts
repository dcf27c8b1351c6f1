import type { Node } from 'oxc-parser'

/** Calls `visit` for every node, parents first. */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[]) => void): void {
  walkBelow(node, [], visit)
}

function walkBelow(
  node: Node,
  parents: Node[],
  visit: (node: Node, parents: readonly Node[]) => void,
): void {
  visit(node, parents)
  parents.push(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walkBelow(child, parents, visit)
    }
  }
  parents.pop()
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
