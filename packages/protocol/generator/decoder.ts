import type { Primitive } from '../schema/notation.ts'
import { methodName, methodOf } from './methods.ts'
import {
  type Member,
  type MemberType,
  type Struct,
  canBeNull,
  elementOf,
  isFlexible,
  isNullable,
  isPresent,
} from './model.ts'
import { expressionOf, statementsOf } from './runs.ts'
import { local } from './locals.ts'
import { defaultOf, typeSizeMin } from './values.ts'

/** The function that reads `struct`. */
export function decoderOf(struct: Struct, check: string): string {
  const body = [
    ...struct.members.filter((member) => member.tag === undefined).map((m) => read(m, struct)),
    readTags(struct),
  ]
  const result = struct.members.map(({ name }) =>
    local(name) === name ? `${name},\n` : `${name}: ${local(name)},\n`,
  )
  const statements = check + body.join('')
  const version = statements.includes('version') ? 'version' : '_version'
  return (
    `function decode${struct.name}(reader: Reader, ${version}: number): ${struct.name} {\n` +
    `${statements}return {\n${result.join('')}}\n}\n`
  )
}

/** Statements that declare a local for `member` and fill it. */
function read(member: Member, struct: Struct): string {
  if (member.type.kind !== 'array') return `const ${readInto(member, struct)}`
  const whenPresent = statementsOf(struct.versions, (version) =>
    isPresent(member, version) ? readArray(member, struct) : '',
  )
  return declare(member) + whenPresent
}

/** `name = value`, where the value is not an array. */
function readInto(member: Member, struct: Struct): string {
  const value = expressionOf(struct.versions, (version) =>
    isPresent(member, version) ? readValue(member, struct, version) : defaultOf(member),
  )
  return `${local(member.name)} = ${value}\n`
}

/** A local that stays at its default until something is read into it. */
function declare(member: Member): string {
  const nullable = canBeNull(member)
  const isGrowing = member.type.kind === 'array' && !nullable && member.tag === undefined
  const type = localType(member.type) + (nullable ? ' | null' : '')
  const keyword = isGrowing ? 'const' : 'let'
  return `${keyword} ${local(member.name)}: ${type} = ${defaultOf(member)}\n`
}

function localType(type: MemberType): string {
  switch (type.kind) {
    case 'array':
      return `${localType(type.element)}[]`
    case 'struct':
      return type.struct.name
    case 'bool':
      return 'boolean'
    case 'int64':
      return 'bigint'
    case 'uuid':
      return 'Uuid'
    case 'string':
      return 'string'
    case 'bytes':
    case 'records':
      return 'Uint8Array'
    default:
      return 'number'
  }
}

/** An expression that reads a value which is not an array. */
function readValue(member: Member, struct: Struct, version: number): string {
  const { type } = member
  const nullable = isNullable(member, version)
  if (type.kind === 'struct') {
    const value = readStruct(type.struct)
    if (!nullable) return value
    // The mark for null is a signed byte, but among tagged fields a varint.
    const present = member.tag === undefined ? 'reader.present()' : 'reader.unsignedVarint() > 0'
    return `${present} ? ${value} : null`
  }
  if (type.kind === 'array') return ''
  return readPrimitive(type.kind, nullable, isFlexible(struct, version) && member.flexible)
}

function readStruct(struct: Struct): string {
  return `decode${struct.name}(reader, version)`
}

function readPrimitive(kind: Primitive, nullable: boolean, flexible: boolean): string {
  return `reader.${methodOf(kind, nullable, flexible)}()`
}

/** Statements that read an array into its local, in versions that have it. */
function readArray(member: Member, struct: Struct): string {
  const name = local(member.name)
  const present = [member.since, member.until] as const
  const count = expressionOf(present, (version) => readCount(member, struct, version))
  const element = expressionOf(present, (version) => readArrayElement(member, struct, version))
  const counted = `const ${name}Count = ${count}\n`
  const loop = `for (let i = 0; i < ${name}Count; i += 1) ${name}.push(${element})\n`
  if (canBeNull(member)) {
    return `${counted}if (${name}Count < 0) {\n${name} = null\n} else {\n${name} = []\n${loop}}\n`
  }
  return counted + (member.tag === undefined ? '' : `${name} = []\n`) + loop
}

function readCount(member: Member, struct: Struct, version: number): string {
  const flexible = isFlexible(struct, version) && member.flexible
  const sizeMin = Math.max(1, typeSizeMin(elementOf(member), version, flexible))
  const nullable = isNullable(member, version)
  return `reader.${methodName({ base: 'count', nullable, flexible })}(${sizeMin})`
}

function readArrayElement(member: Member, struct: Struct, version: number): string {
  const flexible = isFlexible(struct, version) && member.flexible
  const element = elementOf(member)
  return element.kind === 'struct'
    ? readStruct(element.struct)
    : readPrimitive(element.kind, false, flexible)
}

/** Statements that read the tagged fields behind all others, in versions that have them. */
function readTags(struct: Struct): string {
  const tagged = struct.members.filter((member) => member.tag !== undefined)
  const section = tagged.length === 0 ? 'reader.skipTags()\n' : tagLoop(tagged, struct)
  const statements = statementsOf(struct.versions, (version) =>
    isFlexible(struct, version) ? section : '',
  )
  return tagged.map(declare).join('') + statements
}

function tagLoop(tagged: readonly Member[], struct: Struct): string {
  const branches = tagged.map((member) => {
    const conditions = [`tag === ${member.tag}`]
    const [min, max] = struct.versions
    if (member.since > Math.max(struct.flexibleSince, min)) {
      conditions.push(`version >= ${member.since}`)
    }
    if (member.until < max) conditions.push(`version <= ${member.until}`)
    return (
      `if (${conditions.join(' && ')}) {\nconst end = reader.tagEnd()\n` +
      `${readTagged(member, struct)}reader.endTag(tag, end)\n}`
    )
  })
  return (
    'const tagCount = reader.tagCount()\nfor (let t = 0, tag = -1; t < tagCount; t += 1) {\n' +
    `tag = reader.tag(tag)\n${branches.join(' else ')} else {\nreader.skipTag()\n}\n}\n`
  )
}

function readTagged(member: Member, struct: Struct): string {
  if (member.type.kind === 'array') return readArray(member, struct)
  return `${local(member.name)} = ${readValue(member, struct, member.until)}\n`
}
