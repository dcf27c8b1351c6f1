import type { Env, Logger } from '@barnabus/base'
import { LogDirectory } from '@barnabus/log'

import type { Broker } from './broker.ts'
import { ClosingStack } from './closing-stack.ts'
import type { BrokerConfig } from './config/broker-config.ts'
import { logDirectorySettings } from './config/log-directory-settings.ts'
import { connectionsLimits } from './connections-limits.ts'
import { openCoordinators } from './coordinators/open-coordinators.ts'
import { Dispatcher } from './dispatch.ts'
import { Fetching } from './fetch/fetching.ts'
import { newMeasures } from './measures.ts'
import { ProducerIds } from './metadata/producer-ids.ts'
import { Connections } from './net/connections.ts'
import { NodeListeners } from './net/node-listeners.ts'
import { nodeIds, Nodes } from './nodes.ts'
import { openMetadata } from './open-metadata.ts'
import { RateLimitedLog } from './rate-limited-log.ts'
import type { RunningBroker } from './running-broker.ts'
import { servedApis } from './served-apis.ts'

const closeGraceMs = 5000 // What clients get to take their last answers.

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
export async function startBroker(options: StartOptions): Promise<RunningBroker> {
  const opened = new ClosingStack()
  try {
    return await start(options, opened)
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function start(options: StartOptions, opened: ClosingStack): Promise<RunningBroker> {
  const { config, env, logger } = options
  const log = new RateLimitedLog(logger, env.clock)
  const logs = await LogDirectory.open({
    path: config['log.dirs'],
    env,
    settings: logDirectorySettings(config),
    logger,
    nodeId: config['node.id'],
  })
  opened.push(() => logs.close())
  const { metadata, settings, partitions, follower } = await openMetadata({ logs, ...options })
  opened.push(() => metadata.settled())
  opened.push(() => follower.settled())
  const producerIds = new ProducerIds(metadata)
  const coordinators = await openCoordinators({
    ...options,
    ...{ metadata, settings, partitions, producerIds },
  })

  const listeners = await listen(options, log)
  opened.push(() => listeners.close())

  const closing = new AbortController()
  const broker: Broker = {
    apis: servedApis,
    config,
    settings,
    env,
    logger,
    metadata,
    producerIds,
    partitions,
    ...coordinators,
    fetching: new Fetching({
      clock: env.clock,
      random: env.random,
      sessionSlotsMax: config['max.incremental.fetch.session.cache.slots'],
      closing: closing.signal,
    }),
    nodes: new Nodes(listeners.nodes),
    logs,
    closing: closing.signal,
  }
  const measures = newMeasures()
  const connections = new Connections({
    dispatcher: new Dispatcher(broker, servedApis, measures, log),
    limits: () => connectionsLimits(settings.node(config['node.id'])),
    measures,
    clock: env.clock,
    network: env.network,
    log,
  })
  listeners.serve((socket, node) => connections.accept(socket, node))
  opened.push(() => connections.close(closeGraceMs))
  opened.push(() => listeners.close())
  opened.push(() => coordinators.groups.close())
  opened.push(() => coordinators.transactions.close())
  opened.push(() => closing.abort())

  return {
    addresses: listeners.nodes,
    dataDirectory: logs.path,
    clusterId: logs.clusterId,
    failed: logs.failure,
    giveUpCaches: () => logs.giveUpCaches(),
    close: () => opened.close(),
  }
}

function listen({ config, env }: StartOptions, log: RateLimitedLog): Promise<NodeListeners> {
  return NodeListeners.open({
    network: env.network,
    log,
    endpoint: { host: config.host, port: config.port },
    advertised: config.advertised,
    nodeIds: nodeIds(config['node.id'], config.nodes),
    rack: config['broker.rack'],
    backlog: config['socket.listen.backlog.size'],
  })
}
