/** What a field can hold. `records` is a run of record batches, which nobody here looks into. */
export type Primitive =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'float64'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records'

export interface ArrayType {
  readonly kind: 'array'
  readonly element: Type
}

/** A structure. It has a name of its own only if several fields share it. */
export interface StructType {
  readonly kind: 'struct'
  readonly name: string | undefined
  readonly fields: Fields
}

export type Type = { readonly kind: Primitive } | ArrayType | StructType

/** In the order of the wire. */
export type Fields = Readonly<Record<string, Field>>

export type Default = number | bigint | string | boolean | null

interface Rules {
  readonly since: number
  readonly until: number
  readonly nullableSince: number
  readonly default: Default | undefined
  readonly tag: number | undefined
  readonly ignorable: boolean
  readonly flexible: boolean
}

/** For versions: not in this one, nor in any later one. */
export const never = Infinity

/** A field and its rules. Immutable: each rule gives a new field, so declarations may be shared. */
export class Field {
  readonly type: Type
  readonly rules: Rules

  constructor(type: Type, rules: Partial<Rules> = {}) {
    this.type = type
    this.rules = {
      since: 0,
      until: never,
      nullableSince: never,
      default: undefined,
      tag: undefined,
      ignorable: false,
      flexible: true,
      ...rules,
    }
  }

  /** The first version that has the field. */
  since(version: number): Field {
    return this.#with({ since: version })
  }

  /** The last version that has the field. */
  until(version: number): Field {
    return this.#with({ until: version })
  }

  /** May be null, in every version. */
  get nullable(): Field {
    return this.nullableSince(0)
  }

  /** May be null from this version on. */
  nullableSince(version: number): Field {
    return this.#with({ nullableSince: version })
  }

  /** What it is where it was left out, or has no place. Zero, empty or false unless said. */
  default(value: Default): Field {
    return this.#with({ default: value })
  }

  /** Written behind all others, under this number, and only if it is not the default. */
  tag(tag: number): Field {
    return this.#with({ tag })
  }

  /** Dropped silently in versions without it. Any other value than the default is refused there. */
  get ignorable(): Field {
    return this.#with({ ignorable: true })
  }

  /** Encoded the old way, also in flexible versions. */
  get inflexible(): Field {
    return this.#with({ flexible: false })
  }

  #with(rules: Partial<Rules>): Field {
    return new Field(this.type, { ...this.rules, ...rules })
  }
}

export const bool = new Field({ kind: 'bool' })
export const int8 = new Field({ kind: 'int8' })
export const int16 = new Field({ kind: 'int16' })
export const uint16 = new Field({ kind: 'uint16' })
export const int32 = new Field({ kind: 'int32' })
export const uint32 = new Field({ kind: 'uint32' })
export const int64 = new Field({ kind: 'int64' })
export const float64 = new Field({ kind: 'float64' })
export const uuid = new Field({ kind: 'uuid' })
export const string = new Field({ kind: 'string' })
export const bytes = new Field({ kind: 'bytes' })
export const records = new Field({ kind: 'records' })

/** A structure in place; or, with a name, one that several fields of the message share. */
export function struct(fields: Fields): Field
export function struct(name: string, fields: Fields): Field
export function struct(first: string | Fields, second?: Fields): Field {
  if (typeof first !== 'string')
    return new Field({ kind: 'struct', name: undefined, fields: first })
  return new Field({ kind: 'struct', name: first, fields: second ?? {} })
}

/** An array of a primitive, of a shared structure, or of a structure declared in place. */
export function array(element: Field | Fields): Field {
  const { type } = element instanceof Field ? element : struct(element as Fields)
  return new Field({ kind: 'array', element: type })
}

/** The first and the last version. */
export type Versions = readonly [min: number, max: number]

/** A message by itself: no request, no response, no record. */
export interface Message {
  readonly kind: 'message'
  readonly name: string
  readonly versions: Versions
  readonly flexibleSince: number
  readonly fields: Fields
}

/** A request and its response, which always have the same versions. */
export interface Api {
  readonly kind: 'api'
  readonly key: number
  readonly name: string
  readonly versions: Versions
  readonly flexibleSince: number
  readonly request: Fields
  readonly response: Fields
}

/** A record of an internal topic. Keys have one version, 0, which is not flexible. */
export interface StoredRecord {
  readonly kind: 'record'
  readonly type: number
  readonly name: string
  readonly versions: Versions
  readonly flexibleSince: number
  readonly key: Fields
  readonly value: Fields
}

export function api(declaration: Omit<Api, 'kind'>): Api {
  return { kind: 'api', ...declaration }
}

export function message(declaration: Omit<Message, 'kind'>): Message {
  return { kind: 'message', ...declaration }
}

/** `versions` and `flexibleSince` are those of the value. */
export function record(declaration: Omit<StoredRecord, 'kind'>): StoredRecord {
  return { kind: 'record', ...declaration }
}
