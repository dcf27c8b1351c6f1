const distanceMax = 4 // More than that is another word, and would cost time that a peer can ask for.

/** The name most like `wrong`, if one is so near that it may well be meant. */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let nearestDistance = Math.min(distanceMax, Math.max(2, Math.floor(wrong.length / 4))) + 1
  const small = wrong.toLowerCase()
  for (const name of names) {
    const distance = editDistance(small, name.toLowerCase(), nearestDistance)
    if (distance >= nearestDistance) continue
    nearest = name
    nearestDistance = distance
  }
  return nearest
}

/**
 * How many letters must be put in, taken out or changed; `limit` or more counts as `limit`.
 *
 * Looks only at what can stay below the limit, so a small one makes it fast.
 */
export function editDistance(from: string, to: string, limit = from.length + to.length): number {
  if (Math.abs(from.length - to.length) >= limit) return limit
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  let next = [...row]
  for (let i = 1; i <= from.length; i += 1) {
    const nearest = fillRow(next, row, { from, to, i, limit })
    if (nearest >= limit) return limit // It only grows from here.
    ;[row, next] = [next, row]
  }
  return Math.min(row[to.length] ?? limit, limit)
}

/** The distances from the first `i` letters to each beginning of `to`; returns the smallest. */
function fillRow(
  next: number[],
  row: readonly number[],
  { from, to, i, limit }: { from: string; to: string; i: number; limit: number },
): number {
  const first = Math.max(1, i - limit + 1)
  const last = Math.min(to.length, i + limit - 1)
  next[first - 1] = first === 1 ? i : limit
  let nearest = next[first - 1] ?? limit
  for (let j = first; j <= last; j += 1) {
    const changed = (row[j - 1] ?? limit) + (from[i - 1] === to[j - 1] ? 0 : 1)
    const distance = Math.min(changed, (row[j] ?? limit) + 1, (next[j - 1] ?? limit) + 1)
    next[j] = distance
    nearest = Math.min(nearest, distance)
  }
  if (last < to.length) next[last + 1] = limit
  return nearest
}
