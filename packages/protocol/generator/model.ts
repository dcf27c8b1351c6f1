import { assert } from '@barnabus/base'

import type { Default, Field, Fields, Primitive, Type, Versions } from '../schema/notation.ts'

/** A structure of one message, with everything that was implied in the schema said. */
export interface Struct {
  /** Unique among all messages; the name of its TypeScript interface. */
  readonly name: string
  /** Where it stands in its message, for errors: `FetchRequest.topics`. */
  readonly path: string
  /** The versions that can reach it. */
  readonly versions: Versions
  readonly flexibleSince: number
  readonly members: readonly Member[]
}

export type MemberType =
  | { readonly kind: Primitive }
  | { readonly kind: 'struct'; readonly struct: Struct }
  | { readonly kind: 'array'; readonly element: MemberType }

/** A field of a structure. */
export interface Member {
  readonly name: string
  readonly path: string
  readonly type: MemberType
  readonly since: number
  readonly until: number
  readonly nullableSince: number
  readonly default: Default | undefined
  readonly tag: number | undefined
  readonly ignorable: boolean
  readonly flexible: boolean
}

/** Which message a set of fields is, and in which versions. */
export interface MessageShape {
  readonly name: string
  readonly versions: Versions
  readonly flexibleSince: number
  readonly fields: Fields
}

/** Names all structures of a message and works out which versions can reach each of them. */
export function modelOf(message: MessageShape): Struct {
  const names = new StructNames(message)
  const shared = new Map<Fields, Struct>()
  return structOf(message.fields, [message.name], message.versions)

  function structOf(fields: Fields, path: readonly string[], versions: Versions): Struct {
    const known = shared.get(fields)
    if (known !== undefined) return known
    const members = Object.entries(fields).map(([name, field]) =>
      memberOf(field, [...path, name], versions),
    )
    const { flexibleSince } = message
    const name = names.of(fields, path)
    const struct = { name, path: path.join('.'), versions, flexibleSince, members }
    if (names.isShared(fields)) shared.set(fields, struct)
    return struct
  }

  function memberOf(field: Field, path: readonly string[], parent: Versions): Member {
    const { rules } = field
    const since = Math.max(rules.since, parent[0])
    const until = Math.min(rules.until, parent[1])
    assert(since <= until, `${path.join('.')} is in no version`)
    const name = path.at(-1) ?? ''
    return { ...rules, name, path: path.join('.'), since, until, type: typeOf(field.type) }

    function typeOf(type: Type): MemberType {
      switch (type.kind) {
        case 'array':
          return { kind: 'array', element: typeOf(type.element) }
        case 'struct': {
          // Reached from several places, a shared structure must do in all versions.
          const versions = names.isShared(type.fields)
            ? message.versions
            : ([since, until] as const)
          return { kind: 'struct', struct: structOf(type.fields, path, versions) }
        }
        default:
          return type
      }
    }
  }
}

/** Every structure below and including `root`, each once, the inner ones first. */
export function structsOf(root: Struct): readonly Struct[] {
  const found = new Set<Struct>()
  const visit = (struct: Struct): void => {
    for (const { type } of struct.members) {
      const inner = innermost(type)
      if (inner.kind === 'struct') visit(inner.struct)
    }
    found.add(struct)
  }
  visit(root)
  return [...found]
}

/** What is left of a type when the arrays around it are taken off. */
export function innermost(type: MemberType): Exclude<MemberType, { kind: 'array' }> {
  return type.kind === 'array' ? innermost(type.element) : type
}

export function isFlexible(struct: Struct, version: number): boolean {
  return version >= struct.flexibleSince
}

export function isPresent(member: Member, version: number): boolean {
  return version >= member.since && version <= member.until
}

export function isNullable(member: Member, version: number): boolean {
  return version >= member.nullableSince
}

/** Whether it is null in some version, because a peer said so or because nobody said anything. */
export function canBeNull(member: Member): boolean {
  return member.nullableSince <= member.until || member.default === null
}

/** What an array is made of. */
export function elementOf(member: Member): Exclude<MemberType, { kind: 'array' }> {
  assert(member.type.kind === 'array', `${member.path} is not an array`)
  const { element } = member.type
  assert(element.kind !== 'array', `${member.path}: Kafka has no arrays of arrays`)
  return element
}

/** Names structures: by the last field that leads to them, or by all if that is not unique. */
class StructNames {
  readonly #message: MessageShape
  readonly #uses = new Map<string, number>()
  readonly #shared = new Map<Fields, string>()

  constructor(message: MessageShape) {
    this.#message = message
    this.#count(message.fields)
  }

  of(fields: Fields, path: readonly string[]): string {
    const sharedName = this.#shared.get(fields)
    if (sharedName !== undefined) return this.#message.name + sharedName
    const [, ...steps] = path.map(pascalSingular)
    const last = steps.at(-1)
    if (last === undefined) return this.#message.name
    return this.#message.name + (this.#uses.get(last) === 1 ? last : steps.join(''))
  }

  isShared(fields: Fields): boolean {
    return this.#shared.has(fields)
  }

  #count(fields: Fields): void {
    for (const [name, field] of Object.entries(fields)) {
      const type = field.type.kind === 'array' ? field.type.element : field.type
      if (type.kind !== 'struct') continue
      const isNew = !this.#shared.has(type.fields)
      if (type.name !== undefined) this.#shared.set(type.fields, type.name)
      if (!isNew) continue
      const key = type.name ?? pascalSingular(name)
      this.#uses.set(key, (this.#uses.get(key) ?? 0) + 1)
      this.#count(type.fields)
    }
  }
}

/** `replicaStates` → `ReplicaState`, `entries` → `Entry`. */
function pascalSingular(name: string): string {
  const pascal = name.charAt(0).toUpperCase() + name.slice(1)
  if (pascal.endsWith('ies')) return `${pascal.slice(0, -3)}y`
  if (pascal.endsWith('ches')) return pascal.slice(0, -2)
  if (/[^su]s$/.test(pascal)) return pascal.slice(0, -1)
  return pascal
}
