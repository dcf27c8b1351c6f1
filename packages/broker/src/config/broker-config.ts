import { configErrors } from '@barnabus/base'

import type { BrokerSettings } from './broker-properties.ts'
import { checkGroupBounds } from './check-group-bounds.ts'
import { advertisedAddress, listenAddress, type Address } from './listen-address.ts'
import { readBrokerSettings } from './read-broker-settings.ts'

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
  readonly advertised: Address | null
  /** How many bytes of requests may be in memory at a time. */
  readonly receiveMemoryBytes: number
  /** The settings as they were given, for DescribeConfigs. */
  readonly given: ReadonlyMap<string, string>
}

/** Reads a broker's settings. Throws CONFIG_… with a sentence that names what is wrong. */
export function readBrokerConfig(given: ReadonlyMap<string, string>): BrokerConfig {
  const settings = readBrokerSettings(given)
  checkGroupBounds(settings)
  const address = listenAddress(settings)
  return {
    ...settings,
    'node.id': nodeId(settings, given),
    'log.dirs': settings['log.dirs'] ?? settings['log.dir'],
    nodes: settings['barnabus.nodes'],
    host: address.host,
    port: address.port,
    advertised: advertisedAddress(settings, address),
    receiveMemoryBytes: receiveMemoryBytes(settings),
    given: given,
  }
}

/** `broker.id` is the older name: it counts where the newer one is not given. */
function nodeId(settings: BrokerSettings, given: ReadonlyMap<string, string>): number {
  const brokerId = settings['broker.id']
  if (brokerId === -1) return settings['node.id']
  if (!given.has('node.id') && brokerId >= 0) return brokerId
  if (brokerId === settings['node.id']) return brokerId
  throw configErrors.WRONG_VALUE(
    'broker.id',
    String(brokerId),
    `node.id, which is the same, is ${settings['node.id']}`,
  )
}

function receiveMemoryBytes(settings: BrokerSettings): number {
  const queuedMax = settings['queued.max.request.bytes']
  if (queuedMax <= 0) return settings['barnabus.receive.memory.bytes']
  if (queuedMax >= settings['socket.request.max.bytes']) return queuedMax
  throw configErrors.WRONG_VALUE(
    'queued.max.request.bytes',
    String(queuedMax),
    `one request may have ${settings['socket.request.max.bytes']} (socket.request.max.bytes)`,
  )
}
