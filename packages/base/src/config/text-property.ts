import type { Declaration, Parsed, Property, PropertyKind } from './property.ts'

/** Either `true` or `false`, in any case. */
export function boolean(declaration: Declaration<boolean>): Property<boolean> {
  return textProperty('boolean', declaration, String, 'true or false', (text) => {
    const word = text.trim().toLowerCase()
    if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' }
    return { kind: 'wrong', reason: 'it must be true or false' }
  })
}

/** Any text, without the spaces around it. */
export function string<const Default extends string | null>(
  declaration: Declaration<Default>,
): Property<Default extends null ? string | null : string> {
  const property: Property<string | null> = textProperty<string | null>(
    'string',
    declaration,
    (value) => value,
    '',
    (text) => ({ kind: 'value', value: text.trim() }),
  )
  return property as Property<Default extends null ? string | null : string>
}

/** One word of a few; in small letters where it may be given in any case. */
export function choice<const Choice extends string>(
  declaration: Declaration<NoInfer<Choice>> & {
    readonly oneOf: readonly Choice[]
    readonly anyCase?: boolean
  },
): Property<Choice> {
  const { oneOf, anyCase = false } = declaration
  return textProperty<Choice>('string', declaration, String, oneOf.join(', '), (text) =>
    oneOfChoices(anyCase ? text.trim().toLowerCase() : text.trim(), oneOf),
  )
}

type ListDeclaration<Item extends string> = Declaration<readonly NoInfer<Item>[]> & {
  readonly oneOf?: readonly Item[]
  /** Whether an item may come twice; Kafka forbids it almost everywhere. */
  readonly duplicates?: boolean
  /** Left out: it may be empty. */
  readonly empty?: false
}

/** Words with commas between them. */
export function list<const Item extends string = string>(
  declaration: ListDeclaration<Item>,
): Property<readonly Item[]> {
  const allowed = declaration.oneOf === undefined ? '' : `any of ${declaration.oneOf.join(', ')}`
  return textProperty<readonly Item[]>(
    'list',
    declaration,
    (items) => items.join(','),
    allowed,
    (text) => listOf(text.trim(), declaration),
  )
}

/** A text with a structure of its own; `write` and `parse` go both ways. */
export function structured<Value>(
  declaration: Declaration<Value> & {
    readonly kind: PropertyKind
    readonly allowed: string
    readonly write: (value: Value) => string | null
    readonly parse: (text: string) => Parsed<Value>
  },
): Property<Value> {
  const { kind, allowed, write, parse } = declaration
  return textProperty(kind, declaration, write, allowed, parse)
}

function textProperty<Value>(
  kind: PropertyKind,
  declaration: Declaration<Value>,
  write: (value: Value) => string | null,
  allowed: string,
  parse: (text: string) => Parsed<Value>,
): Property<Value> {
  return {
    kind,
    default: declaration.default,
    defaultText: write(declaration.default),
    allowed,
    scope: declaration.scope ?? 'read-only',
    doc: declaration.doc,
    effect: declaration.effect ?? { kind: 'full' },
    parse,
    write,
  }
}

function oneOfChoices<Choice extends string>(
  word: string,
  oneOf: readonly Choice[],
): Parsed<Choice> {
  const found = oneOf.find((choice) => choice === word)
  if (found !== undefined) return { kind: 'value', value: found }
  return { kind: 'wrong', reason: `it must be one of ${oneOf.join(', ')}` }
}

function listOf<Item extends string>(
  text: string,
  { oneOf, duplicates = false, empty }: ListDeclaration<Item>,
): Parsed<readonly Item[]> {
  const items = (text === '' ? [] : text.split(/\s*,\s*/)) as Item[] // Checked below.
  const reason =
    items.length === 0 && empty === false
      ? 'it must name at least one'
      : items.includes('' as Item)
        ? 'it has an empty item'
        : !duplicates && new Set(items).size < items.length
          ? 'it names something twice'
          : undefined
  if (reason !== undefined) return { kind: 'wrong', reason }

  const strange = oneOf === undefined ? undefined : items.find((item) => !oneOf.includes(item))
  if (strange === undefined) return { kind: 'value', value: items }
  return { kind: 'wrong', reason: `"${strange}" is not one of ${(oneOf ?? []).join(', ')}` }
}
