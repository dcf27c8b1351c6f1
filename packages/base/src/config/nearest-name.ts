/** The name most like `wrong`, if one is so near that it may well be meant. */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let nearestDistance = Math.max(2, Math.floor(wrong.length / 4)) + 1
  for (const name of names) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase(), nearestDistance)
    if (distance >= nearestDistance) continue
    nearest = name
    nearestDistance = distance
  }
  return nearest
}

/** How many letters must be put in, taken out or changed; `limit` or more counts as `limit`. */
export function editDistance(from: string, to: string, limit = Infinity): number {
  if (Math.abs(from.length - to.length) >= limit) return limit
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j += 1) {
      const changed = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(row[to.length] ?? limit, limit)
}
