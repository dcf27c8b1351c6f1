import type { Env, Logger } from '@barnabus/base'

import type { BrokerConfig } from './config/broker-config.ts'
import type { RunningBroker } from './running-broker.ts'

export interface StartOptions {
  readonly config: BrokerConfig
  readonly env: Env
  readonly logger: Logger
}

/**
 * Opens the data directory, recovers it, and listens. Resolved: ready for every client.
 *
 * Rejects with what is wrong (data in use or damaged, port taken) and leaves nothing open.
 */
export function startBroker(options: StartOptions): Promise<RunningBroker> {
  return Promise.reject(new Error(`not built yet: ${options.config['log.dirs']}`))
}
