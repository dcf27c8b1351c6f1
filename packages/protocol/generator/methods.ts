import type { Primitive } from '../schema/notation.ts'

/** The method of Reader and Writer for a primitive. */
export function methodOf(kind: Primitive, nullable: boolean, flexible: boolean): string {
  if (kind === 'string') return methodName({ base: kind, nullable, flexible })
  if (kind === 'bytes' || kind === 'records') {
    return methodName({ base: 'bytes', nullable, flexible })
  }
  return kind
}

/** The method for what has a length: `string`, `compactString`, `compactNullableString`, … */
export function methodName(what: {
  readonly base: string
  readonly nullable: boolean
  readonly flexible: boolean
}): string {
  const words = [what.flexible ? 'compact' : '', what.nullable ? 'nullable' : '', what.base]
  const [first = '', ...others] = words.filter((word) => word !== '')
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
