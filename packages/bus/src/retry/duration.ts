const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A time span: `"500ms"`, `"10s"`, `"1m"`, `"2h"`, `"7d"`, or a number of milliseconds. */
export type Duration = number | `${number}${keyof typeof units}`

/** In milliseconds; undefined: it is no time span, or a negative one. */
export function durationMs(given: Duration): number | undefined {
  if (typeof given === 'number') return Number.isFinite(given) && given >= 0 ? given : undefined
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(given) ?? []
  return unit === undefined ? undefined : Number(count) * units[unit as keyof typeof units]
}
