import type { ValuesOf } from '@barnabus/base'

import type { commonProperties } from '../config/common-properties.ts'
import type { Security } from '../connection/security.ts'
import type { Samples } from '../observation/measure.ts'
import { endpointsOf } from './endpoints.ts'
import type { MetadataOptions } from './metadata.ts'
import type { NodesOptions } from './nodes.ts'

/** Everything a cluster needs to know of the settings. */
export interface ClusterConfig {
  readonly nodes: NodesOptions
  readonly metadata: MetadataOptions
  /** Which past metrics are about. */
  readonly samples: Samples
}

/** The part of every client's settings that is about connections and metadata. */
export type CommonValues = ValuesOf<typeof commonProperties>

/** What those settings mean for a cluster. Throws INVALID_CONFIG. */
export function clusterConfig(
  values: CommonValues,
  security: Security,
  options: { readonly allowAutoTopicCreation: boolean; readonly apiTimeoutMs?: number },
): ClusterConfig {
  const requestTimeoutMs = values['request.timeout.ms']
  return {
    nodes: {
      bootstrapServers: endpointsOf(values['bootstrap.servers']),
      connectionsMaxIdleMs: values['connections.max.idle.ms'],
      rebootstraps: values['metadata.recovery.strategy'] === 'rebootstrap',
      slots: {
        clientId: values['client.id'],
        requestTimeoutMs,
        security,
        connectTimeoutMs: values['socket.connection.setup.timeout.ms'],
        connectTimeoutMaxMs: values['socket.connection.setup.timeout.max.ms'],
        reconnectBackoffMs: values['reconnect.backoff.ms'],
        reconnectBackoffMaxMs: values['reconnect.backoff.max.ms'],
      },
    },
    metadata: {
      maxAgeMs: values['metadata.max.age.ms'],
      requestTimeoutMs,
      apiTimeoutMs: options.apiTimeoutMs ?? values['default.api.timeout.ms'],
      backoff: {
        firstMs: values['retry.backoff.ms'],
        maxMs: values['retry.backoff.max.ms'],
      },
      allowAutoTopicCreation: options.allowAutoTopicCreation,
    },
    samples: {
      count: values['metrics.num.samples'],
      windowMs: values['metrics.sample.window.ms'],
    },
  }
}
