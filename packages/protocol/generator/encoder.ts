import { local } from './locals.ts'
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
import { statementsOf } from './runs.ts'
import { defaultOf, differsFromDefault, isOptional } from './values.ts'

/** The function that writes `struct`. */
export function encoderOf(struct: Struct, check: string): string {
  const plain = struct.members.filter((member) => member.tag === undefined)
  const body = [...plain.map((member) => write(member, struct)), writeTags(struct)]
  const statements = check + body.join('')
  const version = statements.includes('version') ? 'version' : '_version'
  const parameters = `writer: Writer, draft: ${struct.name}Draft, ${version}: number`
  return `function encode${struct.name}(${parameters}): void {\n${statements}}\n`
}

/** Statements that take `member` out of the draft and write it, or refuse to drop it. */
function write(member: Member, struct: Struct): string {
  const whole = statementsOf(struct.versions, (version) =>
    isPresent(member, version) ? writeMember(member, struct, version) : refusal(member),
  )
  return take(member, struct, whole + writeElements(member, struct))
}

/** `code` with the value it is about: in place where that is mentioned once, else in a local. */
function take(member: Member, struct: Struct, code: string): string {
  const name = local(member.name)
  const value = orDefault(member, struct, `draft.${member.name}`)
  const mentions = code.match(new RegExp(`(?<!')\\b${name}\\b(?!')`, 'g'))?.length
  if (mentions === 1 && code.includes(`(${name})`)) return code.replace(`(${name})`, `(${value})`)
  return `const ${name} = ${value}\n${code}`
}

/** The value in the draft, or the default for one that was left out. */
function orDefault(member: Member, struct: Struct, given: string): string {
  if (!isOptional(member, struct)) return given
  const fallback = defaultOf(member)
  const nullIsValue = canBeNull(member) && fallback !== 'null'
  return nullIsValue ? `${given} === undefined ? ${fallback} : ${given}` : `${given} ?? ${fallback}`
}

/** In a version without the field: nothing, or an error where the value would be lost. */
function refusal(member: Member): string {
  if (member.ignorable) return ''
  const lost = isSet(member)
  return `if (${lost}) throw protocolErrors.UNSUPPORTED_FIELD('${member.path}', version)\n`
}

/** A condition: whether the local of `member` is not at the default. */
function isSet(member: Member): string {
  const name = local(member.name)
  const differs = differsFromDefault(member, name)
  return canBeNull(member) && defaultOf(member) !== 'null'
    ? `${name} === null || ${differs}`
    : differs
}

/** Statements that write a field; of an array only how many elements it has. */
function writeMember(member: Member, struct: Struct, version: number): string {
  const name = local(member.name)
  const nullable = isNullable(member, version)
  const flexible = isFlexible(struct, version) && member.flexible
  // Null in the type, but not in this version: the type cannot say so, so the code does.
  const guard =
    canBeNull(member) && !nullable
      ? `if (${name} === null) throw protocolErrors.NOT_NULLABLE('${member.path}', version)\n`
      : ''
  if (member.type.kind === 'array') return guard + writeCount(member, flexible)
  return (
    guard + writeValue(member.type, { name, nullable, flexible, tagged: member.tag !== undefined })
  )
}

function writeCount(member: Member, flexible: boolean): string {
  const name = local(member.name)
  const method = methodName({ base: 'count', nullable: false, flexible })
  const count = canBeNull(member) ? `${name} === null ? -1 : ${name}.length` : `${name}.length`
  return `writer.${method}(${count})\n`
}

/** Statements that write the elements of an array, whose count has been written before. */
function writeElements(member: Member, struct: Struct): string {
  if (member.type.kind !== 'array') return ''
  const name = local(member.name)
  const element = elementOf(member)
  const write = statementsOf(struct.versions, (version) => {
    if (!isPresent(member, version)) return ''
    const flexible = isFlexible(struct, version) && member.flexible
    const item = writeValue(element, { name: 'element', nullable: false, flexible, tagged: false })
    return `for (const element of ${name}) ${item}`
  })
  return canBeNull(member) ? `if (${name} !== null) {\n${write}}\n` : write
}

interface Place {
  readonly name: string
  readonly nullable: boolean
  readonly flexible: boolean
  readonly tagged: boolean
}

function writeValue(type: MemberType, { name, nullable, flexible, tagged }: Place): string {
  if (type.kind === 'array') return ''
  if (type.kind !== 'struct') return `writer.${methodOf(type.kind, nullable, flexible)}(${name})\n`
  const encode = `encode${type.struct.name}(writer, ${name}, version)\n`
  if (!nullable) return encode
  const mark = tagged ? `unsignedVarint(${name} === null ? 0 : 1)` : `present(${name} !== null)`
  return `writer.${mark}\nif (${name} !== null) ${encode}`
}

/** Statements that write the tagged fields which are not at their defaults. */
function writeTags(struct: Struct): string {
  const tagged = struct.members
    .filter((member) => member.tag !== undefined)
    .toSorted((a, b) => (a.tag ?? 0) - (b.tag ?? 0))
  const locals = tagged.map((member) => take(member, struct, ''))
  const refusals = tagged.map((member) =>
    statementsOf(struct.versions, (version) => (isPresent(member, version) ? '' : refusal(member))),
  )
  const section = statementsOf(struct.versions, (version) =>
    isFlexible(struct, version) ? tagSection(tagged, struct) : '',
  )
  return [...locals, ...refusals, section].join('')
}

function tagSection(tagged: readonly Member[], struct: Struct): string {
  if (tagged.length === 0) return 'writer.unsignedVarint(0)\n'
  const flags = tagged.map((member) => `const ${flagOf(member)} = ${flagValue(member, struct)}\n`)
  const count = tagged.map((member) => `Number(${flagOf(member)})`).join(' + ')
  const fields = tagged.map((member) => writeTagged(member, struct))
  return `${flags.join('')}writer.unsignedVarint(${count})\n${fields.join('')}`
}

function flagOf(member: Member): string {
  return `has${member.name.charAt(0).toUpperCase()}${member.name.slice(1)}`
}

function flagValue(member: Member, struct: Struct): string {
  const since = Math.max(struct.versions[0], struct.flexibleSince)
  if (member.since <= since) return isSet(member)
  return `version >= ${member.since} && (${isSet(member)})`
}

function writeTagged(member: Member, struct: Struct): string {
  const content =
    writeMember(member, struct, member.until) +
    writeElements({ ...member, since: struct.versions[0] }, struct)
  const intoContent = content.replaceAll(/\bwriter\b/g, 'content')
  return (
    `if (${flagOf(member)}) {\nconst content = new Writer()\n${intoContent}` +
    `writer.tagged(${member.tag}, content)\n}\n`
  )
}
