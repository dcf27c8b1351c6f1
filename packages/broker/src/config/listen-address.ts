import { configErrors } from '@barnabus/base'

import type { BrokerSettings } from './broker-properties.ts'
import { listenerText, type Listener } from './properties/listener.ts'

/** Somewhere on a network. */
export interface Address {
  readonly host: string
  readonly port: number
}

const anyAddresses: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** Where to listen. Throws CONFIG_WRONG_VALUE for what would not be safe or is not there yet. */
export function listenAddress(settings: BrokerSettings): Address {
  const listener = brokerListener(settings)
  const { name, host, port } = listener
  const protocol = settings['listener.security.protocol.map'].get(name)
  if (protocol === undefined) {
    throw wrongListener(listener, `listener.security.protocol.map does not say what ${name} is`)
  }
  if (protocol !== 'PLAINTEXT') {
    throw wrongListener(listener, `${protocol} is not implemented yet, only PLAINTEXT is`)
  }
  const isRemoteAllowed = settings['barnabus.allow.remote']
  if (host === '') return { host: isRemoteAllowed ? '0.0.0.0' : '127.0.0.1', port }
  if (isRemoteAllowed || isLoopback(host)) return { host, port }
  throw wrongListener(
    listener,
    'other machines could connect, and everybody who can connect may read, write and delete ' +
      'everything, as there is no authentication yet. If that is meant, set ' +
      'barnabus.allow.remote=true (--allow-remote)',
  )
}

/** What clients are told to connect to; null: where we listen. Throws CONFIG_WRONG_VALUE. */
export function advertisedAddress(settings: BrokerSettings, listening: Address): Address | null {
  const advertised = settings['advertised.listeners']
  if (advertised === null) {
    if (!anyAddresses.has(listening.host)) return null
    throw wrongListener(
      brokerListener(settings),
      `clients cannot connect to ${listening.host}: say in advertised.listeners where they can`,
    )
  }
  const { name } = brokerListener(settings)
  const listener = advertised.find((candidate) => candidate.name === name)
  const text = advertised.map(listenerText).join(',')
  if (listener === undefined) {
    throw configErrors.WRONG_VALUE('advertised.listeners', text, `the listener ${name} is missing`)
  }
  if (listener.host === '' || anyAddresses.has(listener.host)) {
    const reason = 'it must name an address that clients can connect to'
    throw configErrors.WRONG_VALUE('advertised.listeners', text, reason)
  }
  return { host: listener.host, port: listener.port }
}

/** The one listener that is for clients. */
function brokerListener(settings: BrokerSettings): Listener {
  const controllers = settings['controller.listener.names'].map((name) => name.toUpperCase())
  const [first, second] = settings.listeners.filter(({ name }) => !controllers.includes(name))
  if (first !== undefined && second === undefined) return first
  const reason =
    first === undefined
      ? 'it names no listener for clients'
      : 'a broker opens one listener for clients, not several'
  const text = settings.listeners.map(listenerText).join(',')
  throw configErrors.WRONG_VALUE('listeners', text, reason)
}

/** Whether only this machine can reach it. Names that must be looked up do not count. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function wrongListener(
  listener: Listener,
  reason: string,
): ReturnType<typeof configErrors.WRONG_VALUE> {
  return configErrors.WRONG_VALUE('listeners', listenerText(listener), reason)
}
