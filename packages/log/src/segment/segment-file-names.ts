/** The kinds of files that make up a segment. */
export const segmentSuffixes = ['.log', '.index', '.timeindex', '.txnindex'] as const

export type SegmentSuffix = (typeof segmentSuffixes)[number]

/** Appended to a file's name when it is on its way out. */
export const deletedSuffix = '.deleted'

/** A producer snapshot, named after the offset whose producers it holds. */
export const snapshotSuffix = '.snapshot'

/** The name that a file has by the offset it begins with. */
export function offsetFileName(offset: bigint, suffix: string): string {
  return `${String(offset).padStart(20, '0')}${suffix}`
}

/** The offset in a file's name; undefined: not a file of that kind. */
function offsetOfFile(name: string, suffix: string): bigint | undefined {
  if (name.length !== 20 + suffix.length || !name.endsWith(suffix)) return undefined
  const digits = name.slice(0, 20)
  return /^\d{20}$/.test(digits) ? BigInt(digits) : undefined
}

/** The offsets of all files of one kind among `names`, rising. */
export function offsetsOfFiles(names: readonly string[], suffix: string): bigint[] {
  return names
    .map((name) => offsetOfFile(name, suffix))
    .filter((offset) => offset !== undefined)
    .sort((a, b) => (a < b ? -1 : 1))
}
