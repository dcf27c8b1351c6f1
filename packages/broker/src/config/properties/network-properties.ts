import { boolean, int, list, long, noEffect, string } from '@barnabus/base'

import { listeners } from './listener.ts'
import { noQuorum, noReplication, noThreads } from './reasons.ts'
import { securityProtocolMap } from './security-protocol-map.ts'

const systemBuffers = noEffect(
  'the operating system sizes the buffers of a socket; a Node.js process cannot fix them',
)

const promptPurgatory = noEffect('a request that waits no longer is forgotten at once')

/** Where the broker listens and what peers may ask of it. */
export const networkProperties = {
  listeners: listeners({
    default: [{ name: 'PLAINTEXT', host: '127.0.0.1', port: 9092 }],
    doc:
      'Where the broker listens: one listener, beside those of controller.listener.names, which ' +
      'are not opened. No host means 127.0.0.1, or every address with ' +
      'barnabus.allow.remote=true. Port 0 lets the system choose. Node n+1 listens one port up.',
  }),
  'advertised.listeners': listeners({
    default: null,
    doc:
      'What clients are told to connect to, if that is not where the broker listens. ' +
      'Port 0 is the port on which it does.',
  }),
  'listener.security.protocol.map': securityProtocolMap,
  'inter.broker.listener.name': string({
    default: null,
    doc: 'The listener over which brokers talk to each other.',
    effect: noReplication,
  }),
  'early.start.listeners': list({
    default: [],
    doc: 'Listeners that open before the broker is ready.',
    effect: noEffect('the broker opens its listener when it is ready, within a second'),
  }),
  'controller.listener.names': list({
    default: ['CONTROLLER'],
    doc:
      'Listeners of the controller, which are not opened: it listens where its node does. Whoever ' +
      'asks for the quorum (DescribeQuorum) is told that place under the first of these names.',
  }),
  'connections.max.idle.ms': long({
    default: 600_000,
    doc: 'A connection over which nothing came for so long is closed. Negative: never.',
  }),
  'fetch.max.bytes': int({
    default: 57_671_680,
    min: 1024,
    doc: 'The most that one answer to Fetch carries, whatever the client asks for.',
  }),
  'max.connections': int({
    default: 2_147_483_647,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How many connections may be open at a time; further ones are closed at once.',
  }),
  'max.connections.per.ip': int({
    default: 2_147_483_647,
    min: 0,
    scope: 'cluster-wide',
    doc: 'How many connections may be open at a time from one address.',
  }),
  'max.incremental.fetch.session.cache.slots': int({
    default: 1000,
    min: 0,
    doc: 'How many incremental fetch sessions are remembered at a time.',
  }),
  'max.request.partition.size.limit': int({
    default: 2000,
    min: 1,
    doc: 'The most partitions that one answer to DescribeTopicPartitions carries.',
  }),
  'queued.max.request.bytes': long({
    default: -1,
    doc:
      'How many bytes of requests may be in memory at a time; beyond it, sockets are not read. ' +
      '-1: barnabus.receive.memory.bytes.',
  }),
  'socket.listen.backlog.size': int({
    default: 1024,
    min: 1,
    doc:
      'How many connections may wait to be accepted; the operating system may allow fewer. ' +
      'Clients beyond that try again, after a second at first. Kafka has 50.',
  }),
  'socket.request.max.bytes': int({
    default: 104_857_600,
    min: 1,
    doc: 'The largest request. A connection that announces a larger one is closed.',
  }),
  'socket.receive.buffer.bytes': int({
    default: 102_400,
    doc: 'The size of the receive buffer of a socket.',
    effect: systemBuffers,
  }),
  'socket.send.buffer.bytes': int({
    default: 102_400,
    doc: 'The size of the send buffer of a socket.',
    effect: systemBuffers,
  }),
  'queued.max.requests': int({
    default: 500,
    min: 1,
    doc: 'How many requests may wait for a request handler thread.',
    effect: noThreads,
  }),
  'num.network.threads': int({
    default: 3,
    min: 1,
    scope: 'cluster-wide',
    doc: 'How many threads read and write sockets.',
    effect: noThreads,
  }),
  'num.io.threads': int({
    default: 8,
    min: 1,
    scope: 'cluster-wide',
    doc: 'How many threads handle requests.',
    effect: noThreads,
  }),
  'background.threads': int({
    default: 10,
    min: 1,
    scope: 'cluster-wide',
    doc: 'How many threads do the chores.',
    effect: noThreads,
  }),
  'fetch.purgatory.purge.interval.requests': int({
    default: 1000,
    doc: 'After how many requests finished fetches are dropped from the waiting list.',
    effect: promptPurgatory,
  }),
  'producer.purgatory.purge.interval.requests': int({
    default: 1000,
    doc: 'After how many requests finished produces are dropped from the waiting list.',
    effect: promptPurgatory,
  }),
  'delete.records.purgatory.purge.interval.requests': int({
    default: 1,
    doc: 'After how many requests finished deletions are dropped from the waiting list.',
    effect: promptPurgatory,
  }),
  'share.fetch.purgatory.purge.interval.requests': int({
    default: 1000,
    doc: 'After how many requests finished share fetches are dropped from the waiting list.',
    effect: promptPurgatory,
  }),
  'request.timeout.ms': int({
    default: 30_000,
    doc: 'How long this broker waits for the answers of other brokers.',
    effect: noReplication,
  }),
  'socket.connection.setup.timeout.ms': long({
    default: 10_000,
    doc: 'How long this broker tries to connect to another.',
    effect: noReplication,
  }),
  'socket.connection.setup.timeout.max.ms': long({
    default: 30_000,
    doc: 'How long this broker tries to connect to another at most.',
    effect: noReplication,
  }),
  'controller.socket.timeout.ms': int({
    default: 30_000,
    doc: 'How long the controller waits for a broker.',
    effect: noQuorum,
  }),
  'controlled.shutdown.enable': boolean({
    default: true,
    doc: 'Whether leadership is handed to other brokers before this one stops.',
    effect: noEffect('the nodes of one process stop together: nobody is left to hand it to'),
  }),
} as const
