import { structured, type Parsed, type Property } from '@barnabus/base'

/** By listener name: how it is protected. */
export type SecurityProtocols = ReadonlyMap<string, string>

const protocols = ['SASL_SSL', 'PLAINTEXT', 'SSL', 'SASL_PLAINTEXT']

/** Which listener names stand for which security protocol. */
export const securityProtocolMap: Property<SecurityProtocols> = structured({
  kind: 'string',
  default: new Map(protocols.map((protocol) => [protocol, protocol])),
  allowed: 'NAME:PROTOCOL, with commas between several',
  doc:
    'Says which security protocol a listener of each name has. ' +
    'Only listeners with PLAINTEXT can be opened: TLS and SASL are not implemented yet.',
  write: (value) => [...value].map(([name, protocol]) => `${name}:${protocol}`).join(','),
  parse: protocolsOf,
})

function protocolsOf(text: string): Parsed<SecurityProtocols> {
  const found = new Map<string, string>()
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [name = '', protocol = '', ...more] = entry.toUpperCase().split(':')
    if (name === '' || more.length > 0 || !protocols.includes(protocol)) {
      return { kind: 'wrong', reason: `"${entry}" is not of the form NAME:PROTOCOL` }
    }
    found.set(name, protocol)
  }
  return { kind: 'value', value: found }
}
