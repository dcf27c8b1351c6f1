import { randomBytes } from 'node:crypto'

import { assert } from '@barnabus/base'

import { ApacheKafkaNode } from '../engines/apache-kafka-node.ts'
import { freePorts } from '../engines/free-ports.ts'
import { kafkaClassPath } from '../engines/kafka-class-path.ts'
import type { Certificates } from './certificates.ts'

/** A node of Apache Kafka that asks who comes, and the addresses where it does. */
export interface SecureKafka {
  readonly node: ApacheKafkaNode
  readonly bootstrap: {
    /** Anybody may come, and may do everything. */
    readonly plaintext: string
    /** Who comes shows a certificate. */
    readonly ssl: string
    /** Encrypted; who comes says a name: alice and PLAIN, a user with SCRAM, or any token. */
    readonly saslSsl: string
    /** The same without encryption. */
    readonly saslPlaintext: string
  }
}

const listeners = ['PLAINTEXT', 'SSL', 'SASL_SSL', 'SASL_PLAINTEXT', 'CONTROLLER'] as const
const modules = 'org.apache.kafka.common.security'

/**
 * The only mechanism whose sessions end: after so long, a client must say again who it is. A broker
 * refuses to be told more than once a second.
 */
export const shortSessions = { mechanism: 'SCRAM-SHA-512', lifetimeMs: 2500 } as const

/** Prepares it; starts nothing yet. */
export async function secureKafka(
  directory: string,
  { broker, authority }: Certificates,
): Promise<SecureKafka> {
  const { classPath } = await kafkaClassPath()
  const ports = await freePorts(listeners.length)
  const addresses = listeners.map((_, index) => `127.0.0.1:${ports[index]}`)
  const [plaintext, ssl, saslSsl, saslPlaintext] = addresses
  assert(
    plaintext !== undefined &&
      ssl !== undefined &&
      saslSsl !== undefined &&
      saslPlaintext !== undefined,
    'each listener has an address',
  )
  const properties = {
    ...listenerProperties(addresses),
    ...saslProperties('sasl_ssl'),
    ...saslProperties('sasl_plaintext'),
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': broker,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': authority,
    'listener.name.ssl.ssl.client.auth': 'required',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
  }
  const clusterId = randomBytes(16).toString('base64url')
  const how = { tuned: undefined, readyTimeoutMs: undefined, properties }
  const node = new ApacheKafkaNode({ directory, classPath, clusterId, port: ports[0]!, ...how })
  return { node, bootstrap: { plaintext, ssl, saslSsl, saslPlaintext } }
}

function listenerProperties(addresses: readonly string[]): Readonly<Record<string, string>> {
  const named = listeners.map((listener, index) => `${listener}://${addresses[index]}`)
  const protocols = listeners.map((listener) =>
    listener === 'CONTROLLER' ? 'CONTROLLER:PLAINTEXT' : `${listener}:${listener}`,
  )
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@${addresses.at(-1)}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': protocols.join(','),
    listeners: named.join(','),
    'advertised.listeners': named.slice(0, -1).join(','),
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '1',
    'group.initial.rebalance.delay.ms': '0',
  }
}

function saslProperties(listener: string): Readonly<Record<string, string>> {
  const prefix = `listener.name.${listener}`
  const scram = `${modules}.scram.ScramLoginModule required;`
  const short = shortSessions.mechanism.toLowerCase()
  return {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER',
    [`${prefix}.plain.sasl.jaas.config`]: `${modules}.plain.PlainLoginModule required user_alice="alice-secret";`,
    [`${prefix}.scram-sha-256.sasl.jaas.config`]: scram,
    [`${prefix}.scram-sha-512.sasl.jaas.config`]: scram,
    [`${prefix}.oauthbearer.sasl.jaas.config`]: `${modules}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
    [`${prefix}.${short}.connections.max.reauth.ms`]: String(shortSessions.lifetimeMs),
  }
}
