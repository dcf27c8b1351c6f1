import type { BrokerConfig } from './config/broker-config.ts'
import type { ConnectionsLimits } from './net/connections.ts'

const kibibyte = 1024
const descriptorsOfNode = 64 // Its own, the write-ahead log's, and some to spare.
const mebibyte = 1024 * 1024

/** What the settings in effect allow peers. */
export function connectionsLimits(config: BrokerConfig): ConnectionsLimits {
  const idleMs = config['connections.max.idle.ms']
  return {
    connectionsMax: config['max.connections'],
    connectionsPerAddressMax: config['max.connections.per.ip'],
    descriptorsKept: config['barnabus.open.files.max'] + descriptorsOfNode,
    idleMsMax: idleMs < 0 ? Infinity : idleMs,
    connection: {
      requestSizeMax: config['socket.request.max.bytes'],
      queuedBytesMax: mebibyte,
      pipelineDepthMax: 64,
    },
    receive: {
      heldBytesMax: config.receiveMemoryBytes,
      smallFrameSize: 64 * kibibyte,
      largeFrameSize: 2 * mebibyte, // Twice what Kafka's producers send by default.
      // One of them may go over the limit; half of what is left then is for ordinary ones.
      largeHeldBytesMax: (config.receiveMemoryBytes - config['socket.request.max.bytes']) / 2,
      frameTimeoutMs: config['barnabus.receive.timeout.ms'],
      stallTimeoutMs: 2000,
    },
  }
}
