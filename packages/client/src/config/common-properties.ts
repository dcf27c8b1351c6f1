import { boolean, choice, double, int, list, long, noEffect, refused, string } from '@barnabus/base'

import { securityProperties } from './security-properties.ts'

const second = 1000
const minute = 60 * second

/** Settings that producers, consumers and administrators share, with Kafka's names and defaults. */
export const commonProperties = {
  'bootstrap.servers': list({
    default: [],
    empty: false,
    doc: 'Where the cluster is first asked for its brokers: host:port, with commas between them.',
  }),
  'client.id': string({
    default: '',
    doc: 'What the broker calls this client in quotas, logs and metrics.',
  }),
  'client.rack': string({
    default: '',
    doc: 'Where this client is; brokers name a replica in the same rack to read from.',
  }),
  'request.timeout.ms': int({
    default: 30 * second,
    min: 0,
    doc: 'How long one request may wait for its answer before the connection is given up.',
  }),
  'default.api.timeout.ms': int({
    default: minute,
    min: 0,
    doc: 'How long one call may take altogether, its retries included.',
  }),
  'retry.backoff.ms': long({
    default: 100,
    min: 0,
    doc: 'The wait before a first retry; it doubles with each one, and varies by a fifth.',
  }),
  'retry.backoff.max.ms': long({
    default: second,
    min: 0,
    doc: 'The longest wait between two retries.',
  }),
  'reconnect.backoff.ms': long({
    default: 50,
    min: 0,
    doc: 'The wait before a broker that refused a connection is tried again; it doubles each time.',
  }),
  'reconnect.backoff.max.ms': long({
    default: second,
    min: 0,
    doc: 'The longest wait before a broker is tried again.',
  }),
  'socket.connection.setup.timeout.ms': long({
    default: 10 * second,
    min: 0,
    doc: 'How long a first connection may take to come about; it doubles with each failure.',
  }),
  'socket.connection.setup.timeout.max.ms': long({
    default: 30 * second,
    min: 0,
    doc: 'The longest time that a connection may take to come about.',
  }),
  'connections.max.idle.ms': long({
    default: 9 * minute,
    min: -1,
    doc: 'A connection that nobody used for so long is closed; -1: never.',
  }),
  'metadata.max.age.ms': long({
    default: 5 * minute,
    min: 0,
    doc: 'What is known of the cluster is asked for again after this, even without any failure.',
  }),
  'metadata.recovery.strategy': choice({
    default: 'rebootstrap',
    oneOf: ['none', 'rebootstrap'],
    anyCase: true,
    doc: 'Whether to begin again at bootstrap.servers once no known broker can be reached.',
  }),
  'metrics.num.samples': int({
    default: 2,
    min: 1,
    doc: 'From how many samples the averages, maxima and rates of metrics are computed.',
  }),
  'metrics.sample.window.ms': long({
    default: 30 * second,
    min: 0,
    doc: 'How long a sample of metrics is.',
  }),
  ...securityProperties,
} as const

/** Names that every one of Kafka's clients takes, and that ask for nothing here. */
export const toleratedProperties = {
  'client.dns.lookup': choice({
    default: 'use_all_dns_ips',
    oneOf: ['use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only'],
    doc: 'How host names become addresses.',
    effect: noEffect('The runtime tries every address of a name.'),
  }),
  'send.buffer.bytes': int({
    default: 131_072,
    min: -1,
    doc: 'The size of the TCP send buffer.',
    effect: noEffect('The operating system chooses the sizes of its buffers.'),
  }),
  'receive.buffer.bytes': int({
    default: 65_536,
    min: -1,
    doc: 'The size of the TCP receive buffer.',
    effect: noEffect('The operating system chooses the sizes of its buffers.'),
  }),
  'enable.metrics.push': boolean({
    default: true,
    doc: 'Whether brokers may collect the metrics of this client (KIP-714).',
    effect: noEffect('Metrics are read in the process; none are sent to brokers.'),
  }),
  'metadata.recovery.rebootstrap.trigger.ms': long({
    default: 5 * minute,
    min: 0,
    doc: 'How long no broker may answer before the client begins again.',
    effect: noEffect('It begins again as soon as no known broker can be reached.'),
  }),
  'sasl.login.refresh.window.factor': double({
    default: 0.8,
    min: 0.5,
    max: 1,
    doc: 'When a credential is renewed, as a part of its lifetime.',
    effect: noEffect('Each connection asks for a token of its own; expiring ones are renewed.'),
  }),
  ...refused('a class of Java cannot be loaded here; hand in a function as an option instead', [
    'interceptor.classes',
    'metric.reporters',
    'partitioner.class',
    'sasl.login.callback.handler.class',
    'sasl.client.callback.handler.class',
    'security.providers',
  ]),
} as const
