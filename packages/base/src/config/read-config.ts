import { configErrors } from './config-errors.ts'
import { nearestName } from './nearest-name.ts'
import type { Parsed, Properties, Property, ValuesOf } from './property.ts'

/** Settings as they were given: text under names, nothing checked. */
export type Given = Readonly<Record<string, string>> | ReadonlyMap<string, string>

/**
 * Turns what was given into typed values, with defaults for the rest.
 *
 * Throws CONFIG_UNKNOWN, naming the nearest known name, or CONFIG_WRONG_VALUE.
 */
export function readConfig<Table extends Properties>(
  properties: Table,
  given: Given,
): ValuesOf<Table> {
  const values: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(properties)) values[name] = property.default
  for (const [name, text] of entriesOf(given)) values[name] = readValue(properties, name, text)
  return values as ValuesOf<Table>
}

/** One value of a table. Throws as `readConfig` does. */
export function readValue(properties: Properties, name: string, text: string): unknown {
  const property = propertyOf(properties, name)
  if (property === undefined) {
    throw configErrors.UNKNOWN(name, nearestName(name, Object.keys(properties)))
  }
  const parsed: Parsed<unknown> = property.parse(text)
  if (parsed.kind === 'value') return parsed.value
  throw configErrors.WRONG_VALUE(name, property.kind === 'password' ? '…' : text, parsed.reason)
}

/** The property of that name. Names of JavaScript's own objects are not in any table. */
export function propertyOf<Table extends Properties>(
  properties: Table,
  name: string,
): Property<unknown> | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined
}

function entriesOf(given: Given): Iterable<readonly [string, string]> {
  return given instanceof Map ? given : Object.entries(given)
}

/**
 * What a text means, written the way Kafka writes it: `TRUE` is `true`, `a , b` is `a,b`.
 *
 * A text that is wrong stays as it is. Long numbers keep every digit.
 */
export function canonicalText(property: Property<unknown>, text: string): string {
  const trimmed = text.trim()
  const parsed = property.parse(text)
  if (parsed.kind === 'wrong') return trimmed
  if (property.kind === 'long') return String(BigInt(trimmed.replace(/^\+/, '')))
  return property.write(parsed.value) ?? trimmed
}
