import { type Default, type Primitive } from '../schema/notation.ts'
import { type Member, type MemberType, type Struct, isFlexible, isPresent } from './model.ts'

const zeros: Readonly<Record<Primitive, string>> = {
  bool: 'false',
  int8: '0',
  int16: '0',
  uint16: '0',
  int32: '0',
  uint32: '0',
  int64: '0n',
  float64: '0',
  uuid: 'zeroUuid',
  string: `''`,
  bytes: 'noBytes',
  records: 'null',
}

/** What `member` is where nobody said: an expression. */
export function defaultOf(member: Member): string {
  if (member.default !== undefined) return literal(member.default)
  if (member.type.kind === 'array') return '[]'
  if (member.type.kind === 'struct') return defaultNameOf(member.type.struct)
  return zeros[member.type.kind]
}

/** The constant for a structure of which nobody said anything. */
export function defaultNameOf(struct: Struct): string {
  return `default${struct.name}`
}

/** Declares that constant. */
export function defaultStructOf(struct: Struct): string {
  const values = struct.members.map((member) => `  ${member.name}: ${defaultOf(member)},\n`)
  return `const ${defaultNameOf(struct)}: ${struct.name} = {\n${values.join('')}}\n`
}

function literal(value: Default): string {
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'string' ? `'${value}'` : String(value)
}

/** A condition: whether `value`, which is in a draft, says more than the default does. */
export function differsFromDefault(member: Member, value: string): string {
  if (member.default !== undefined) return `${value} !== ${literal(member.default)}`
  if (member.type.kind === 'array') return `${value}.length > 0`
  if (member.type.kind === 'struct') return structDiffers(member.type.struct, value)
  if (member.type.kind === 'bytes') return `${value}.length > 0`
  return `${value} !== ${zeros[member.type.kind]}`
}

function structDiffers(struct: Struct, value: string): string {
  const conditions = struct.members.map((member) => {
    const inner = `${value}.${member.name}`
    const given = isOptional(member, struct) ? `(${inner} ?? ${defaultOf(member)})` : inner
    return differsFromDefault(member, given)
  })
  return `${value} !== ${defaultNameOf(struct)} && (${conditions.join(' || ')})`
}

/** Whether a draft may leave `member` of `struct` out. */
export function isOptional(member: Member, struct: Struct): boolean {
  const [min, max] = struct.versions
  const always = member.since === min && member.until === max
  return member.default !== undefined || member.tag !== undefined || !always
}

/** The fewest bytes that `struct` takes in `version`. */
function sizeMinOf(struct: Struct, version: number): number {
  const flexible = isFlexible(struct, version)
  const sizes = struct.members
    .filter((member) => isPresent(member, version) && member.tag === undefined)
    .map((member) => memberSizeMin(member, version, flexible && member.flexible))
  return sizes.reduce((sum, size) => sum + size, flexible ? 1 : 0)
}

function memberSizeMin(member: Member, version: number, flexible: boolean): number {
  const nullable = version >= member.nullableSince
  if (member.type.kind === 'struct' && nullable) return 1
  return typeSizeMin(member.type, version, flexible)
}

/** The fewest bytes that a value of this type takes. */
export function typeSizeMin(type: MemberType, version: number, flexible: boolean): number {
  switch (type.kind) {
    case 'struct':
      return sizeMinOf(type.struct, version)
    case 'array':
    case 'bytes':
    case 'records':
      return flexible ? 1 : 4
    case 'string':
      return flexible ? 1 : 2
    case 'bool':
    case 'int8':
      return 1
    case 'int16':
    case 'uint16':
      return 2
    case 'int32':
    case 'uint32':
      return 4
    case 'int64':
    case 'float64':
      return 8
    case 'uuid':
      return 16
  }
}
