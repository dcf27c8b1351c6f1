import type { Random } from '@barnabus/base'
import type { DiskFile } from './disk-file.ts'

type Entry = DiskFile | 'directory'

/** Names that appear, change or go together; `undefined`: the name goes. */
interface Change {
  readonly directory: string
  readonly bindings: readonly (readonly [string, Entry | undefined])[]
}

/** The names on a disk: what processes see, and what is on disk for sure. */
export class DiskNames {
  #seen: Map<string, Entry>
  #synced: Map<string, Entry>
  #unsynced: Change[] = []

  constructor(entries: ReadonlyMap<string, Entry> = new Map()) {
    this.#seen = new Map(entries)
    this.#synced = new Map(entries)
  }

  get(path: string): Entry | undefined {
    return this.#seen.get(path)
  }

  /** The paths and files that processes see. */
  *files(): Generator<readonly [string, DiskFile]> {
    for (const [path, entry] of this.#seen) if (entry !== 'directory') yield [path, entry]
  }

  list(directory: string): readonly string[] {
    return [...this.#seen.keys()]
      .filter((path) => parentOf(path) === directory)
      .map((path) => path.slice(directory.length + 1))
  }

  create(path: string, entry: Entry): void {
    this.#change(parentOf(path), [[path, entry]])
  }

  rename(from: string, to: string): void {
    const moved = this.#within(from)
    const replaced = this.#within(to)
    this.#change(parentOf(to), [
      ...replaced.map(([path]) => [path, undefined] as const),
      ...moved.map(([path]) => [path, undefined] as const),
      ...moved.map(([path, entry]) => [to + path.slice(from.length), entry] as const),
    ])
  }

  remove(path: string): void {
    for (const [name] of this.#within(path).reverse()) {
      this.#change(parentOf(name), [[name, undefined]])
    }
  }

  /** What was done to names in `directory` lasts. */
  sync(path: string): void {
    const directory = path === '/' ? '' : path
    const done = this.#unsynced.filter((change) => change.directory === directory)
    this.#unsynced = this.#unsynced.filter((change) => change.directory !== directory)
    for (const change of done) bind(this.#synced, change)
  }

  /** The names as a power cut leaves them: each unsynced change for itself, or all up to one. */
  afterPowerCut(random: Random, fileAfter: (file: DiskFile) => DiskFile): DiskNames {
    const names = new Map(this.#synced)
    const inOrder = random.below(2) === 0
    let keptUpTo = random.below(this.#unsynced.length + 1)
    for (const change of this.#unsynced) {
      const isKept = inOrder ? keptUpTo > 0 : random.below(2) === 0
      if (isKept) bind(names, change)
      keptUpTo -= 1
    }
    const survivors = new Map<DiskFile, DiskFile>()
    const found = new Map<string, Entry>()
    for (const [path, entry] of names) {
      if (!hasParents(names, path)) continue
      if (entry === 'directory') {
        found.set(path, entry)
        continue
      }
      const survivor = survivors.get(entry) ?? fileAfter(entry)
      survivors.set(entry, survivor)
      found.set(path, survivor)
    }
    return new DiskNames(found)
  }

  /** `path` and, if it is a directory, all in it. */
  #within(path: string): (readonly [string, Entry])[] {
    return [...this.#seen].filter(([name]) => name === path || name.startsWith(`${path}/`))
  }

  #change(directory: string, bindings: Change['bindings']): void {
    const change = { directory, bindings }
    bind(this.#seen, change)
    this.#unsynced.push(change)
  }
}

function bind(names: Map<string, Entry>, { bindings }: Change): void {
  for (const [path, entry] of bindings) {
    if (entry === undefined) names.delete(path)
    else names.set(path, entry)
  }
}

function hasParents(names: ReadonlyMap<string, Entry>, path: string): boolean {
  const parent = parentOf(path)
  return parent === '' || (names.get(parent) === 'directory' && hasParents(names, parent))
}

/** The directory that a path is in; empty for the root. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
