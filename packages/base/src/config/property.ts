/** When a change reaches a running broker: never, one broker at a time, or all of them at once. */
export type Scope = 'read-only' | 'per-broker' | 'cluster-wide'

/** Kafka's name for the type of a setting, as DescribeConfigs reports it. */
export type PropertyKind =
  'boolean' | 'string' | 'int' | 'short' | 'long' | 'double' | 'list' | 'class' | 'password'

/**
 * What comes of setting it.
 *
 * `full`: what its documentation promises. `none`: accepted, as nothing on one node could depend on
 * it, for the reason given. `refused`: nobody may believe it works, so it cannot be set, except to
 * a value that asks for nothing.
 */
export type Effect =
  | { readonly kind: 'full' }
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'refused'; readonly because: string; readonly except: readonly string[] }

/** A text, understood or not; `reason` completes the sentence 'Cannot set "x" to "y": …'. */
export type Parsed<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'wrong'; readonly reason: string }

/** One setting: everything anybody may want to know about it, in one place. */
export interface Property<Value> {
  readonly kind: PropertyKind
  readonly default: Value
  /** The default as it would be written in a file; null where there is none. */
  readonly defaultText: string | null
  /** What is allowed, for people; empty if everything of its kind is. */
  readonly allowed: string
  readonly scope: Scope
  readonly doc: string
  readonly effect: Effect
  parse(text: string): Parsed<Value>
  /** A value of this type as text, the way Kafka writes it; null where there is none. */
  write(value: Value): string | null
}

/** What every declaration says beside its bounds. */
export interface Declaration<Value> {
  readonly default: Value
  /** Left out: `read-only`. */
  readonly scope?: Scope
  readonly doc: string
  /** Left out: `full`. */
  readonly effect?: Effect
}

/** A table of settings by name. */
export type Properties = Readonly<Record<string, Property<unknown>>>

/** The typed values of a table, under the same names. */
export type ValuesOf<Table extends Properties> = {
  readonly [Name in keyof Table]: Table[Name] extends Property<infer Value> ? Value : never
}

/** The effect of a setting that nothing on one node could depend on. */
export function noEffect(because: string): Effect {
  return { kind: 'none', because }
}
