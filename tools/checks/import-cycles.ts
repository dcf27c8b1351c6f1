import { folderOf, importsOf, ownPackageOf, resolve } from './imports.ts'
import { isTest, type Finding, type SourceTree } from './source-tree.ts'

/** Cycles between packages, and between the files of one. */
export function checkImportCycles(tree: SourceTree): readonly Finding[] {
  const files = new Map<string, Set<string>>()
  const packages = new Map<string, Set<string>>()
  const sources = tree.sources.filter((file) => !isTest(file.path))
  for (const { file, target } of sources.flatMap(importsOf)) {
    if (target.startsWith('.')) {
      addEdge(files, file.path, resolve(file.path, target))
    } else {
      const to = file.path.startsWith('packages/') ? ownPackageOf(target) : undefined
      if (to !== undefined) addEdge(packages, folderOf(file.path), to.folder)
    }
  }
  return [...cyclesIn(files), ...cyclesIn(packages)].map((cycle) => ({
    path: cycle[0] ?? '',
    problem: `a cycle of imports: ${[...cycle, cycle[0]].join(' → ')}`,
    mend: 'move what they share into a file (or package) of its own that imports none of them',
  }))
}

function addEdge(graph: Map<string, Set<string>>, from: string, to: string): void {
  const targets = graph.get(from)
  if (targets === undefined) graph.set(from, new Set([to]))
  else targets.add(to)
}

/** One cycle for each knot of the graph, found depth first. */
function cyclesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = []
  const done = new Set<string>()
  const knotted = new Set<string>()
  const path: string[] = []
  function follow(node: string): void {
    const position = path.indexOf(node)
    if (position >= 0 && !knotted.has(node)) {
      const cycle = path.slice(position)
      cycles.push(cycle)
      for (const each of cycle) knotted.add(each)
    }
    if (position >= 0 || done.has(node)) return
    path.push(node)
    for (const next of graph.get(node) ?? []) follow(next)
    path.pop()
    done.add(node)
  }
  for (const node of graph.keys()) follow(node)
  return cycles
}
