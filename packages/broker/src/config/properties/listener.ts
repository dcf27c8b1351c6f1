import { list, structured, type Declaration, type Parsed, type Property } from '@barnabus/base'

/** One entry of `listeners`: `PLAINTEXT://127.0.0.1:9092`. */
export interface Listener {
  readonly name: string
  /** Empty where none was given: the broker's own choice. */
  readonly host: string
  readonly port: number
}

/** A list of listeners as Kafka writes it. */
export function listeners<Default extends readonly Listener[] | null>(
  declaration: Declaration<Default>,
): Property<readonly Listener[] | Default> {
  return structured<readonly Listener[] | Default>({
    ...declaration,
    kind: 'list',
    allowed: 'NAME://host:port, with commas between several',
    write: (value) => (value === null ? null : value.map(listenerText).join(',')),
    parse: listenersOf,
  })
}

const words = list({ default: [], empty: false, doc: '' })

function listenersOf(text: string): Parsed<readonly Listener[]> {
  const parsed = words.parse(text)
  if (parsed.kind === 'wrong') return parsed
  const found: Listener[] = []
  for (const word of parsed.value) {
    const listener = listenerOf(word)
    if (listener === undefined) {
      return { kind: 'wrong', reason: `"${word}" is not of the form NAME://host:port` }
    }
    if (found.some((other) => other.name === listener.name)) {
      return { kind: 'wrong', reason: `the name "${listener.name}" comes twice` }
    }
    found.push(listener)
  }
  return { kind: 'value', value: found }
}

function listenerOf(text: string): Listener | undefined {
  const match = /^([\w-]+):\/\/(?:\[([\da-f:.%\w]+)\]|([\w.-]*)):(\d{1,5})$/i.exec(text)
  if (match === null) return undefined
  const [, name = '', address, hostName = '', portText] = match
  const port = Number(portText)
  if (port > 65_535) return undefined
  return { name: name.toUpperCase(), host: address ?? hostName, port }
}

/** A listener as Kafka writes it. */
export function listenerText({ name, host, port }: Listener): string {
  return `${name}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
