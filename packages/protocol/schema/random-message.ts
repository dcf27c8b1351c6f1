import type { Random } from '@barnabus/base'

import type { Field, Fields, Primitive, Type } from './notation.ts'

/** A message of which only the schema knows what it looks like. */
export type AnyMessage = Readonly<Record<string, unknown>>

const noUuid = 'AAAAAAAAAAAAAAAAAAAAAA'
const textUnits = ['a', 'Z', '0', '-', '.', ' ', '\0', 'é', '€', 'ж', '\ufeff', '😀']
const textSizes = [0, 0, 1, 1, 5, 20, 130]
const bytesSizes = [0, 0, 1, 10, 127, 128, 1100]
const elementCounts = [0, 0, 1, 1, 2, 3]

/**
 * A message with random content, full of values at the edge of what their types can hold.
 *
 * All fields are there: those that `version` has not are at their defaults. So encoding the
 * message and decoding it again must give an equal one.
 */
export function randomMessage(fields: Fields, version: number, random: Random): AnyMessage {
  const values = Object.entries(fields).map(([name, field]): [string, unknown] => {
    const { since, until } = field.rules
    const present = version >= since && version <= until
    return [name, present ? randomValue(field, version, random) : defaultOf(field)]
  })
  return Object.fromEntries(values)
}

/** What a field is where nobody said. */
function defaultOf({ type, rules }: Field): unknown {
  if (rules.default !== undefined) return rules.default
  if (type.kind === 'array') return []
  if (type.kind !== 'struct') return zeros[type.kind]()
  return Object.fromEntries(
    Object.entries(type.fields).map(([name, field]) => [name, defaultOf(field)]),
  )
}

const zeros: Readonly<Record<Primitive, () => unknown>> = {
  bool: () => false,
  int8: () => 0,
  int16: () => 0,
  uint16: () => 0,
  int32: () => 0,
  uint32: () => 0,
  int64: () => 0n,
  float64: () => 0,
  uuid: () => noUuid,
  string: () => '',
  bytes: () => new Uint8Array(0),
  records: () => null,
}

function randomValue(field: Field, version: number, random: Random): unknown {
  const { type, rules } = field
  if (version >= rules.nullableSince && random.below(4) === 0) return null
  if (rules.tag !== undefined && random.below(2) === 0) return defaultOf(field)
  return randomOf(type, version, random)
}

function randomOf(type: Type, version: number, random: Random): unknown {
  if (type.kind === 'struct') return randomMessage(type.fields, version, random)
  if (type.kind !== 'array') return primitives[type.kind](random)
  const count = pick(elementCounts, random)
  return Array.from({ length: count }, () => randomOf(type.element, version, random))
}

const primitives: Readonly<Record<Primitive, (random: Random) => unknown>> = {
  bool: (random) => random.below(2) === 1,
  int8: signed(8),
  int16: signed(16),
  uint16: (random) => pick([0, 1, 2 ** 16 - 1, random.below(2 ** 16)], random),
  int32: signed(32),
  uint32: (random) => pick([0, 1, 2 ** 32 - 1, random.below(2 ** 32)], random),
  int64: (random) =>
    BigInt.asIntN(64, pick([0n, -1n, 2n ** 63n, -(2n ** 63n), bits(random)], random)),
  float64: (random) =>
    pick([0, -1.5, Infinity, Number.MIN_VALUE, random.below(2 ** 31) / 7], random),
  uuid: (random) => pick([noUuid, Buffer.from(random.bytes(16)).toString('base64url')], random),
  string: (random) =>
    Array.from({ length: pick(textSizes, random) }, () => pick(textUnits, random)).join(''),
  bytes: (random) => random.bytes(pick(bytesSizes, random)),
  records: (random) => random.bytes(pick(bytesSizes, random)),
}

function signed(size: number): (random: Random) => number {
  const half = 2 ** (size - 1)
  return (random) =>
    pick([0, -1, 1, half - 1, -half, random.below(2 ** (size - 1)) - half / 2], random)
}

function bits(random: Random): bigint {
  return random.bytes(8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random.below(choices.length)] as T
}
