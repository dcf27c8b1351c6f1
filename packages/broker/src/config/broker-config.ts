import { readConfig, type Given } from '@barnabus/base'

import { brokerProperties, type BrokerSettings } from './broker-properties.ts'
import type { Listener } from './properties/listener.ts'

/**
 * The settings of a broker under Kafka's names, parsed: numbers are numbers, lists are arrays.
 *
 * The plain names are what follows from several of them together.
 */
export interface BrokerConfig extends Omit<BrokerSettings, 'log.dirs'> {
  /** The data directory. */
  readonly 'log.dirs': string
  /** How many node ids to present; ids count up from `node.id`, ports from `port`. */
  readonly nodes: number
  /** The address to listen on. */
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** What clients are told to connect to; null: where we listen. */
  readonly advertised: { readonly host: string; readonly port: number } | null
}

/** Reads a broker's settings. Throws CONFIG_… with a sentence that names what is wrong. */
export function readBrokerConfig(given: Given): BrokerConfig {
  const settings = readConfig(brokerProperties, given)
  const listener = brokerListener(settings, settings.listeners)
  const advertised = settings['advertised.listeners']
  return {
    ...settings,
    'log.dirs': settings['log.dirs'] ?? settings['log.dir'],
    nodes: settings['barnabus.nodes'],
    host: listener.host,
    port: listener.port,
    advertised: advertised === null ? null : brokerListener(settings, advertised),
  }
}

function brokerListener(settings: BrokerSettings, listeners: readonly Listener[]): Listener {
  const [first = { name: 'PLAINTEXT', host: '127.0.0.1', port: 9092 }] = listeners.filter(
    ({ name }) => !settings['controller.listener.names'].includes(name),
  )
  return first
}
