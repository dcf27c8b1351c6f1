/** One entry of a file. */
export interface YamlEntry {
  readonly name: string
  readonly value: string
}

/**
 * Reads settings from YAML, with names dotted (`log.dirs: x`) or nested (`log: {dirs: x}`), and
 * lists for comma-separated values. Throws a SyntaxError.
 */
export async function parseYaml(text: string): Promise<readonly YamlEntry[]> {
  const { parse } = await import('yaml') // Only who writes YAML waits for it.
  const document: unknown = parse(text, { intAsBigInt: true }) ?? {}
  if (!isMap(document)) throw new SyntaxError('it is not a map of names and values')
  const entries = [...entriesOf(document, '')]
  const names = new Set<string>()
  for (const { name } of entries) {
    if (names.has(name)) throw new SyntaxError(`"${name}" is there twice`)
    names.add(name)
  }
  return entries
}

type YamlMap = Readonly<Record<string, unknown>>

function* entriesOf(map: YamlMap, prefix: string): Generator<YamlEntry> {
  for (const [key, value] of Object.entries(map)) {
    const name = `${prefix}${key}`
    if (isMap(value)) yield* entriesOf(value, `${name}.`)
    else yield { name, value: textOf(name, value) }
  }
}

function textOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => textOf(name, item)).join(',')
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      throw new SyntaxError(`"${name}" has no value`)
  }
}

function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
