import { resolve } from 'node:path'

import {
  silentLogger,
  systemClock,
  systemFiles,
  systemNetwork,
  systemRandom,
  type Logger,
} from '@barnabus/base'
import { startBroker, type RunningBroker } from '@barnabus/broker'

import { hostAndPort } from './host-and-port.ts'
import { checkSettings } from './settings/check-settings.ts'
import { gatherSettings } from './settings/gather-settings.ts'
import type { Settings } from './settings/setting.ts'

/** What may be said about a broker. Everything has a default, and the defaults are Kafka's. */
export interface BarnabusOptions {
  /** Where the data is, made if missing. One process at a time. Default: `./barnabus-data`. */
  readonly dataDirectory?: string
  /** The address to listen on. Default: `127.0.0.1`. */
  readonly host?: string
  /** The port to listen on; 0 for any that is free. Default: 9092. */
  readonly port?: number
  /** How many brokers to present, each on a port of its own. Default: 1. */
  readonly nodes?: number
  /** Settings by the names they have in Kafka's `server.properties`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Where events go. Default: nowhere. */
  readonly logger?: Logger
}

/** A broker in this process. */
export interface Barnabus extends RunningBroker, AsyncDisposable {
  /** What clients take as `bootstrap.servers`. */
  readonly bootstrapServers: string
}

/**
 * Starts a broker in this process. Resolved: ready for every client.
 *
 * Rejects with a sentence that says what is wrong: a setting, the port, the data directory.
 * `close()`, or leaving the scope of `await using`, stops it cleanly.
 */
export async function startBarnabus(options: BarnabusOptions = {}): Promise<Barnabus> {
  const given = Object.entries(options.settings ?? {}).map(
    ([name, value]) => [name, { value, origin: 'settings' }] as const,
  )
  const { dataDirectory, host, port, nodes } = options
  const flags = {
    ...(dataDirectory !== undefined && { dataDir: dataDirectory }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port: String(port) }),
    ...(nodes !== undefined && { nodes: String(nodes) }),
  }
  const settings = await gatherSettings(flags, new Map(given))
  const broker = await startWith(settings, options.logger ?? silentLogger)
  return {
    ...broker,
    bootstrapServers: broker.addresses.map(hostAndPort).join(','),
    [Symbol.asyncDispose]: () => broker.close(),
  }
}

/** Starts a broker on this machine: its files, its network, its clock. */
export function startWith(settings: Settings, logger: Logger): Promise<RunningBroker> {
  const config = checkSettings(settings)
  const env = {
    clock: systemClock,
    files: systemFiles,
    network: systemNetwork,
    random: systemRandom,
  }
  return startBroker({
    config: { ...config, 'log.dirs': resolve(config['log.dirs']) },
    env,
    logger,
  })
}
