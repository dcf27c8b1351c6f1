import type { Declaration, Parsed, Property, PropertyKind } from './property.ts'

interface Bounds {
  readonly min?: number
  readonly max?: number
  /** A value outside the bounds that is allowed nevertheless, such as -1 for "no limit". */
  readonly or?: number
}

type NumberDeclaration<Default extends number | null> = Declaration<Default> & Bounds

type NumberProperty<Default> = Property<Default extends null ? number | null : number>

/** A whole number of 32 bits. */
export function int<const Default extends number | null>(
  declaration: NumberDeclaration<Default>,
): NumberProperty<Default> {
  return wholeNumber('int', 32, declaration)
}

/** A whole number of 16 bits. */
export function short<const Default extends number | null>(
  declaration: NumberDeclaration<Default>,
): NumberProperty<Default> {
  return wholeNumber('short', 16, declaration)
}

/** What a long may reach; as a setting it means "never" or "without limit". */
export const longMax = 2 ** 63

/**
 * A whole number of 64 bits, for durations and sizes.
 *
 * Given as a number, so exact up to 2^53; the largest, 9223372036854775807, becomes `longMax`.
 */
export function long<const Default extends number | null>(
  declaration: NumberDeclaration<Default>,
): NumberProperty<Default> {
  return wholeNumber('long', 64, declaration)
}

/** A number with a fraction. */
export function double<const Default extends number | null>(
  declaration: NumberDeclaration<Default>,
): NumberProperty<Default> {
  return numberProperty('double', declaration, (text) => {
    const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    return isNumber ? { kind: 'value', value: Number(text) } : wrong('it is not a number')
  })
}

function wholeNumber<const Default extends number | null>(
  kind: PropertyKind,
  bits: number,
  declaration: NumberDeclaration<Default>,
): NumberProperty<Default> {
  return numberProperty(kind, declaration, (text) => {
    if (!/^[+-]?\d+$/.test(text)) return wrong('it is not a whole number')
    const exact = BigInt(text.replace(/^\+/, ''))
    const fits = BigInt.asIntN(bits, exact) === exact
    return fits ? { kind: 'value', value: Number(exact) } : wrong(`it does not fit ${bits} bits`)
  })
}

function numberProperty<const Default extends number | null>(
  kind: PropertyKind,
  declaration: NumberDeclaration<Default>,
  understand: (text: string) => Parsed<number>,
): NumberProperty<Default> {
  const allowed = boundsText(declaration)
  const parse = (text: string): Parsed<number> => {
    const parsed = understand(text.trim())
    if (parsed.kind === 'wrong' || isWithin(parsed.value, declaration)) return parsed
    return wrong(`it must be ${allowed}`)
  }
  const property: Property<number | null> = {
    kind,
    default: declaration.default,
    defaultText: numberText(kind, declaration.default),
    allowed,
    scope: declaration.scope ?? 'read-only',
    doc: declaration.doc,
    effect: declaration.effect ?? { kind: 'full' },
    parse,
    write: (value) => numberText(kind, value),
  }
  return property as NumberProperty<Default> // Null is a value only where it is the default.
}

function isWithin(value: number, { min = -Infinity, max = Infinity, or }: Bounds): boolean {
  return (value >= min && value <= max) || value === or
}

function boundsText({ min, max, or }: Bounds): string {
  const otherwise = or === undefined ? '' : `, or ${or}`
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}${otherwise}`
  if (min !== undefined) return `at least ${min}${otherwise}`
  return max === undefined ? '' : `at most ${max}${otherwise}`
}

function numberText(kind: PropertyKind, value: number | null): string | null {
  if (value === null) return null
  if (kind === 'double') return doubleText(value)
  return value >= longMax ? '9223372036854775807' : String(BigInt(value))
}

/** The way Java writes a double: always with a fraction, with an exponent for large and small. */
function doubleText(value: number): string {
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? `${value}.0` : String(value)
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`
}

function wrong(reason: string): { readonly kind: 'wrong'; readonly reason: string } {
  return { kind: 'wrong', reason }
}
