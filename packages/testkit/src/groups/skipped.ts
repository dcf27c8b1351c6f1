/** A run of offsets that nobody has read, `until` not included. */
export interface Skipped {
  readonly from: number
  readonly until: number
}

/** The first such run below `end`; undefined: none was skipped. */
export function firstSkipped(read: ReadonlySet<number>, end: bigint): Skipped | undefined {
  let from = 0
  while (from < Number(end) && read.has(from)) from += 1
  let until = from
  while (until < Number(end) && !read.has(until)) until += 1
  return from < until ? { from, until } : undefined
}
