/** The first offset below `end` that nobody has read; undefined: none was skipped. */
export function firstSkipped(read: ReadonlySet<number>, end: bigint): number | undefined {
  for (let offset = 0; offset < Number(end); offset += 1) if (!read.has(offset)) return offset
  return undefined
}
