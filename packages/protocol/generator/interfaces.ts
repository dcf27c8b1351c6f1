import type { Primitive } from '../schema/notation.ts'
import { type Member, type MemberType, type Struct, canBeNull, innermost } from './model.ts'
import { isOptional } from './values.ts'

const decoded: Readonly<Record<Primitive, string>> = {
  bool: 'boolean',
  int8: 'number',
  int16: 'number',
  uint16: 'number',
  int32: 'number',
  uint32: 'number',
  int64: 'bigint',
  float64: 'number',
  uuid: 'Uuid',
  string: 'string',
  bytes: 'Uint8Array',
  records: 'Uint8Array',
}

/** The interfaces of `struct`: what it is decoded to, and what may be given to be encoded. */
export function interfacesOf(struct: Struct): string {
  const full = struct.members.map((member) => fieldOf(member, struct, ''))
  const message = `export interface ${struct.name} {\n${full.join('')}}\n`
  if (!hasOwnDraft(struct)) {
    return `${message}\nexport type ${struct.name}Draft = ${struct.name}\n`
  }
  const loose = struct.members.map((member) => fieldOf(member, struct, 'Draft'))
  return `${message}\nexport interface ${struct.name}Draft {\n${loose.join('')}}\n`
}

function fieldOf(member: Member, struct: Struct, suffix: '' | 'Draft'): string {
  const optional = suffix === 'Draft' && isOptional(member, struct)
  const nullable = canBeNull(member) ? ' | null' : ''
  const type = typeText(member.type, suffix) + nullable + (optional ? ' | undefined' : '')
  const note = suffix === 'Draft' ? '' : versionNote(member, struct)
  return `${note}  readonly ${member.name}${optional ? '?' : ''}: ${type}\n`
}

function versionNote({ since, until }: Member, { versions: [min, max] }: Struct): string {
  if (since > min && until < max) return `  /** v${since}-${until} */\n`
  if (since > min) return `  /** v${since}+ */\n`
  if (until < max) return `  /** up to v${until} */\n`
  return ''
}

function typeText(type: MemberType, suffix: '' | 'Draft'): string {
  switch (type.kind) {
    case 'array':
      return `readonly ${typeText(type.element, suffix)}[]`
    case 'struct':
      return type.struct.name + suffix
    case 'bytes':
    case 'records':
      return suffix === '' ? 'Uint8Array' : 'Uint8Array | readonly Uint8Array[]'
    default:
      return decoded[type.kind]
  }
}

/** Whether a draft may be less, or other, than what is decoded. */
function hasOwnDraft(struct: Struct): boolean {
  return struct.members.some((member) => {
    const type = innermost(member.type)
    if (isOptional(member, struct) || type.kind === 'bytes' || type.kind === 'records') return true
    return type.kind === 'struct' && hasOwnDraft(type.struct)
  })
}
