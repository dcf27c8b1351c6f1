import type { Random } from '@barnabus/base'

// What a disk writes in one go; a power cut leaves each of these whole.
const sectorSize = 512

type Change =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly sizeBytes: number }

/** What becomes, in a power cut, of what was written to a file and not synced. */
export type Fate = 'kept' | 'dropped' | 'zeroed' | 'eachAlone' | 'sectors'

const fates: readonly Fate[] = ['kept', 'dropped', 'zeroed', 'eachAlone', 'sectors']

/** The content of a file: what processes see of it, and what is on disk for sure. */
export class DiskFile {
  #content: Uint8Array
  #synced: Uint8Array
  #unsynced: Change[] = []
  #sizeBytes: number

  constructor(content: Uint8Array = new Uint8Array(0)) {
    this.#content = content
    this.#synced = content
    this.#sizeBytes = content.length
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  get bytes(): Uint8Array {
    return this.#content.subarray(0, this.#sizeBytes)
  }

  read(target: Uint8Array, position: number): number {
    const bytes = this.bytes.subarray(position, position + target.length)
    target.set(bytes)
    return bytes.length
  }

  write(bytes: Uint8Array, position: number): void {
    const own = Uint8Array.from(bytes)
    this.#unsynced.push({ kind: 'write', position, bytes: own })
    this.#reserve(position + own.length)
    this.#content.set(own, position)
    this.#sizeBytes = Math.max(this.#sizeBytes, position + own.length)
  }

  truncate(sizeBytes: number): void {
    this.#unsynced.push({ kind: 'truncate', sizeBytes })
    this.#reserve(sizeBytes)
    this.#content.fill(0, Math.min(sizeBytes, this.#sizeBytes))
    this.#sizeBytes = sizeBytes
  }

  sync(): void {
    if (this.#unsynced.length === 0) return
    this.#unsynced = []
    this.#synced = Uint8Array.from(this.bytes)
  }

  /** Changes what is on the disk itself: damage, not a write. */
  damage(change: (bytes: Uint8Array) => Uint8Array): void {
    const bytes = change(Uint8Array.from(this.bytes))
    this.#content = bytes
    this.#sizeBytes = bytes.length
    this.#synced = bytes
    this.#unsynced = []
  }

  /** The file as a power cut leaves it. */
  afterPowerCut(random: Random): DiskFile {
    if (this.#unsynced.length === 0) return new DiskFile(this.#synced)
    const fate = fates[random.below(fates.length)]!
    const survivor = new DiskFile(Uint8Array.from(this.#synced))
    for (const change of this.#unsynced) applyFate(survivor, change, fate, random)
    survivor.sync()
    return survivor
  }

  #reserve(sizeBytes: number): void {
    if (sizeBytes <= this.#content.length && this.#content !== this.#synced) return
    const larger = new Uint8Array(Math.max(sizeBytes, this.#content.length * 2))
    larger.set(this.bytes)
    this.#content = larger
  }
}

function applyFate(file: DiskFile, change: Change, fate: Fate, random: Random): void {
  if (change.kind === 'truncate') {
    if (fate !== 'dropped' && random.below(2) === 0) file.truncate(change.sizeBytes)
    return
  }
  const { bytes, position } = change
  switch (fate) {
    case 'kept':
      file.write(bytes, position)
      break
    case 'dropped':
      break
    case 'zeroed':
      // The new size got to the disk, the content did not: as delayed allocation has it.
      if (position + bytes.length > file.sizeBytes) file.truncate(position + bytes.length)
      break
    case 'eachAlone':
      if (random.below(2) === 0) file.write(bytes, position)
      break
    case 'sectors':
      eachSector(change, (sector, at) => writeSector(file, sector, at, random))
      break
  }
}

function eachSector(
  { bytes, position }: { readonly bytes: Uint8Array; readonly position: number },
  visit: (sector: Uint8Array, position: number) => void,
): void {
  let from = 0
  while (from < bytes.length) {
    const toBoundary = sectorSize - ((position + from) % sectorSize)
    const to = Math.min(bytes.length, from + toBoundary)
    visit(bytes.subarray(from, to), position + from)
    from = to
  }
}

/** A sector that was being written may hold anything; one that was not holds what it held. */
function writeSector(file: DiskFile, sector: Uint8Array, position: number, random: Random): void {
  const lot = random.below(8)
  if (lot < 5) file.write(sector, position)
  else if (lot === 5) file.write(random.bytes(sector.length), position)
}
