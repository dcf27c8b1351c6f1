import type { Property, PropertyKind } from './property.ts'

type RefusedTable<Name extends string> = Readonly<Record<Name, Property<string | null>>>

/**
 * Declares names that are known and cannot be set, and says why.
 *
 * `name=value` stands for a name that may be given that one value, as it asks for nothing: people
 * bring files in which what they do not use is switched off. That value is also what is in effect.
 */
export function refused<const Entry extends string>(
  because: string,
  entries: readonly Entry[],
): RefusedTable<Entry extends `${infer Name}=${string}` ? Name : Entry> {
  const table: Record<string, Property<string | null>> = {}
  for (const entry of entries) {
    const [name = entry, ...value] = entry.split('=')
    table[name] = refusedProperty(because, value.length === 0 ? [] : [value.join('=')])
  }
  return table as RefusedTable<Entry extends `${infer Name}=${string}` ? Name : Entry>
}

function refusedProperty(because: string, except: readonly string[]): Property<string | null> {
  const [only = null] = except
  return {
    kind: kindOf(only),
    default: only,
    defaultText: only,
    allowed: except.length === 0 ? 'nothing' : `only "${except.join('", "')}"`,
    scope: 'read-only',
    doc: because,
    effect: { kind: 'refused', because, except },
    write: (value) => value,
    parse(text) {
      const word = text.trim()
      if (except.includes(word)) return { kind: 'value', value: word }
      return { kind: 'wrong', reason: because }
    },
  }
}

function kindOf(text: string | null): PropertyKind {
  if (text === 'true' || text === 'false') return 'boolean'
  return text !== null && /^-?\d+$/.test(text) ? 'long' : 'string'
}
