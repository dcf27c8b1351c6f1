import { assert, type Random } from '@barnabus/base'
import { DiskFile } from './disk-file.ts'

type Node = DiskFile | DiskDirectory

/** Names that appear or go together; `undefined`: the name goes. */
type Change = readonly (readonly [string, Node | undefined])[]

/** A directory: the names that processes see in it, and those that are on disk for sure. */
class DiskDirectory {
  readonly seen: Map<string, Node>
  readonly #synced: Map<string, Node>
  #unsynced: Change[] = []

  constructor(entries: ReadonlyMap<string, Node> = new Map()) {
    this.seen = new Map(entries)
    this.#synced = new Map(entries)
  }

  change(change: Change): void {
    bind(this.seen, change)
    this.#unsynced.push(change)
  }

  sync(): void {
    for (const change of this.#unsynced) bind(this.#synced, change)
    this.#unsynced = []
  }

  copy(): DiskDirectory {
    const entries = [...this.seen].map(([name, node]) => {
      return [
        name,
        node instanceof DiskFile ? new DiskFile(node.bytes.slice()) : node.copy(),
      ] as const
    })
    return new DiskDirectory(new Map(entries))
  }

  /** As a power cut leaves it: each unsynced change for itself, or all up to one. */
  afterPowerCut(random: Random, known: Map<Node, Node>): DiskDirectory {
    const names = new Map(this.#synced)
    const inOrder = random.below(2) === 0
    let keptUpTo = random.below(this.#unsynced.length + 1)
    for (const change of this.#unsynced) {
      if (inOrder ? keptUpTo > 0 : random.below(2) === 0) bind(names, change)
      keptUpTo -= 1
    }
    const entries = [...names].map(([name, node]) => {
      const survivor = known.get(node) ?? survivorOf(node, random, known)
      known.set(node, survivor)
      return [name, survivor] as const
    })
    return new DiskDirectory(new Map(entries))
  }
}

function survivorOf(node: Node, random: Random, known: Map<Node, Node>): Node {
  return node instanceof DiskFile ? node.afterPowerCut(random) : node.afterPowerCut(random, known)
}

function bind(names: Map<string, Node>, change: Change): void {
  for (const [name, node] of change) {
    if (node === undefined) names.delete(name)
    else names.set(name, node)
  }
}

/** The tree of names on a disk. Paths are absolute. */
export class DiskNames {
  readonly #root: DiskDirectory

  constructor(root = new DiskDirectory()) {
    this.#root = root
  }

  exists(path: string): boolean {
    return this.#node(path) !== undefined
  }

  /** The file at `path`; undefined: there is none, or it is a directory. */
  file(path: string): DiskFile | undefined {
    const node = this.#node(path)
    return node instanceof DiskFile ? node : undefined
  }

  /** The paths of all files, and the files. */
  *files(): Generator<readonly [string, DiskFile]> {
    yield* filesIn(this.#root, '')
  }

  list(path: string): readonly string[] {
    return [...(this.#directory(path)?.seen.keys() ?? [])]
  }

  /** Makes an empty file; undefined: there is no directory for it. */
  create(path: string): DiskFile | undefined {
    const { parent, name } = this.#split(path)
    if (parent === undefined || parent.seen.has(name)) return undefined
    const file = new DiskFile()
    parent.change([[name, file]])
    return file
  }

  makeDirectory(path: string): void {
    let at = this.#root
    for (const name of partsOf(path)) {
      if (!at.seen.has(name)) at.change([[name, new DiskDirectory()]])
      const next = at.seen.get(name)
      assert(next instanceof DiskDirectory, `${path} leads through a file`)
      at = next
    }
  }

  /** False: there is nothing at `from`. */
  rename(from: string, to: string): boolean {
    const source = this.#split(from)
    const target = this.#split(to)
    assert(source.parent === target.parent, 'nothing is moved between directories here')
    const node = source.parent?.seen.get(source.name)
    if (node === undefined) return false
    source.parent?.change([
      [source.name, undefined],
      [target.name, node],
    ])
    return true
  }

  remove(path: string): void {
    const { parent, name } = this.#split(path)
    const node = parent?.seen.get(name)
    if (node instanceof DiskDirectory) {
      for (const child of [...node.seen.keys()]) this.remove(`${path}/${child}`)
    }
    if (node !== undefined) parent?.change([[name, undefined]])
  }

  /** What was done to names in the directory lasts. */
  sync(path: string): void {
    this.#directory(path)?.sync()
  }

  /** The same names and files as processes see them, all of it synced. */
  copy(): DiskNames {
    return new DiskNames(this.#root.copy())
  }

  /** The names, and the files, as a power cut leaves them. */
  afterPowerCut(random: Random): DiskNames {
    return new DiskNames(this.#root.afterPowerCut(random, new Map()))
  }

  #node(path: string): Node | undefined {
    let at: Node | undefined = this.#root
    for (const name of partsOf(path)) {
      at = at instanceof DiskDirectory ? at.seen.get(name) : undefined
    }
    return at
  }

  #directory(path: string): DiskDirectory | undefined {
    const node = this.#node(path)
    return node instanceof DiskDirectory ? node : undefined
  }

  #split(path: string): { readonly parent: DiskDirectory | undefined; readonly name: string } {
    const at = path.lastIndexOf('/')
    return { parent: this.#directory(path.slice(0, at)), name: path.slice(at + 1) }
  }
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '')
}

function* filesIn(directory: DiskDirectory, path: string): Generator<readonly [string, DiskFile]> {
  for (const [name, node] of directory.seen) {
    if (node instanceof DiskFile) yield [`${path}/${name}`, node]
    else yield* filesIn(node, `${path}/${name}`)
  }
}
