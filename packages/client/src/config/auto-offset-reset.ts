import { structured, type Declaration, type Parsed, type Property } from '@barnabus/base'

/** Where a consumer begins without an offset, and goes on when its records are gone. */
export type OffsetResetPolicy =
  | { readonly kind: 'earliest' }
  | { readonly kind: 'latest' }
  /** The application is told, and seeks. */
  | { readonly kind: 'none' }
  /** At the first record that is not older than this (KIP-1106). */
  | { readonly kind: 'by_duration'; readonly durationMs: number }

const allowed = 'earliest, latest, none, or by_duration:<ISO 8601>, such as by_duration:PT1H'

/** `auto.offset.reset`. */
export function autoOffsetReset(
  declaration: Declaration<OffsetResetPolicy>,
): Property<OffsetResetPolicy> {
  return structured({ ...declaration, kind: 'string', allowed, write, parse })
}

function write(policy: OffsetResetPolicy): string {
  if (policy.kind !== 'by_duration') return policy.kind
  return `by_duration:PT${policy.durationMs / 1000}S`
}

function parse(text: string): Parsed<OffsetResetPolicy> {
  const word = text.trim()
  if (word === 'earliest' || word === 'latest' || word === 'none') {
    return { kind: 'value', value: { kind: word } }
  }
  const [kind, ...rest] = word.split(':')
  const durationMs = kind === 'by_duration' ? durationOf(rest.join(':')) : undefined
  if (durationMs === undefined) return { kind: 'wrong', reason: `it must be ${allowed}` }
  return { kind: 'value', value: { kind: 'by_duration', durationMs } }
}

const isoDuration =
  /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/i
const secondsOf = { days: 86_400, hours: 3600, minutes: 60, seconds: 1 } as const

function durationOf(text: string): number | undefined {
  const groups = isoDuration.exec(text)?.groups
  const given = Object.entries(secondsOf).filter(([unit]) => groups?.[unit] !== undefined)
  if (given.length === 0) return undefined
  const seconds = given.map(([unit, inSeconds]) => Number(groups?.[unit]) * inSeconds)
  return seconds.reduce((sum, one) => sum + one, 0) * 1000
}
