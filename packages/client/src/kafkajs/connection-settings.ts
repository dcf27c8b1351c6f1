import type { SettingValue } from '../config/read-settings.ts'
import type { KafkaConfig, SASLOptions } from './kafka-config.ts'
import { KafkaJSNonRetriableError, KafkaJSNotImplemented } from './kafkajs-error.ts'
import { retryBudgetMs, type RetryOptions } from './retry-options.ts'

/** Settings by Kafka's names. */
export type Settings = Readonly<Record<string, SettingValue>>

const connectionTimeoutMs = 1000
const requestTimeoutMs = 30_000
const connectionTimeoutMaxMs = 30_000

/** What is said about connections, by Kafka's names. Throws a KafkaJSNonRetriableError. */
export async function connectionSettings(
  config: KafkaConfig,
  retry: RetryOptions,
): Promise<Settings> {
  const connectMs = config.connectionTimeout ?? connectionTimeoutMs
  return {
    'bootstrap.servers': await brokersOf(config),
    'client.id': config.clientId ?? 'kafkajs',
    'request.timeout.ms': requestTimeoutOf(config),
    'socket.connection.setup.timeout.ms': connectMs,
    'socket.connection.setup.timeout.max.ms': Math.max(connectMs, connectionTimeoutMaxMs),
    'retry.backoff.ms': retry.initialRetryTime,
    'retry.backoff.max.ms': backoffMaxOf(retry),
    ...securitySettings(config),
  }
}

/** How long one request may wait for its answer. */
export function requestTimeoutOf(config: KafkaConfig): number {
  return config.requestTimeout ?? requestTimeoutMs
}

/** How long a call may take that finds nobody, or is told to try again. */
export function patienceMs(config: KafkaConfig, retry: RetryOptions): number {
  return (config.connectionTimeout ?? connectionTimeoutMs) + retryBudgetMs(retry)
}

async function brokersOf({ brokers }: KafkaConfig): Promise<readonly string[]> {
  const found = typeof brokers === 'function' ? await brokers() : brokers
  if (Array.isArray(found) && found.length > 0) return found as readonly string[]
  throw new KafkaJSNonRetriableError(
    `Failed to connect: expected brokers to be an array and not empty, got ${String(found)}`,
  )
}

/** The longest wait is never below the first. */
function backoffMaxOf({ initialRetryTime, maxRetryTime }: RetryOptions): number | undefined {
  if (initialRetryTime === undefined) return maxRetryTime
  return Math.max(initialRetryTime, maxRetryTime ?? 1000)
}

function securitySettings({ ssl = false, sasl }: KafkaConfig): Settings {
  const isEncrypted = ssl !== false
  if (!isEncrypted && sasl === undefined) return {}
  const base = isEncrypted ? 'SSL' : 'PLAINTEXT'
  return {
    'security.protocol': sasl === undefined ? base : `SASL_${base}`,
    ...(typeof ssl === 'object' && tlsSettings(ssl)),
    ...(sasl !== undefined && saslSettings(sasl)),
  }
}

type TlsOptions = Exclude<KafkaConfig['ssl'], boolean | undefined>
type Pem = TlsOptions['ca']

const understood: ReadonlySet<string> = new Set([
  'ca',
  'cert',
  'key',
  'passphrase',
  'checkServerIdentity',
  'rejectUnauthorized',
])

function tlsSettings(ssl: TlsOptions): Settings {
  const strange = Object.keys(ssl).filter((name) => !understood.has(name))
  if (strange.length > 0) {
    throw new KafkaJSNotImplemented(`ssl.${strange[0]} is not understood: give ca, cert and key`)
  }
  if (ssl.rejectUnauthorized === false) {
    throw new KafkaJSNotImplemented(
      'ssl.rejectUnauthorized=false trusts anybody: give the certificate to trust as ssl.ca',
    )
  }
  return {
    'ssl.truststore.certificates': pemOf(ssl.ca),
    'ssl.keystore.certificate.chain': pemOf(ssl.cert),
    'ssl.keystore.key': pemOf(ssl.key as Pem),
    'ssl.key.password': ssl.passphrase,
    ...(ssl.checkServerIdentity !== undefined && {
      'ssl.endpoint.identification.algorithm': identificationOf(ssl.checkServerIdentity),
    }),
  }
}

/** `() => undefined` is how programs say that any name will do. */
function identificationOf(check: NonNullable<TlsOptions['checkServerIdentity']>): string {
  if (check.length === 0) return ''
  throw new KafkaJSNotImplemented(
    'ssl.checkServerIdentity can only be switched off, with () => undefined',
  )
}

function pemOf(pem: Pem): string | undefined {
  if (pem === undefined) return undefined
  return (Array.isArray(pem) ? pem : [pem]).map((one) => String(one)).join('\n')
}

function saslSettings(sasl: SASLOptions): Settings {
  switch (sasl.mechanism) {
    case 'plain':
    case 'scram-sha-256':
    case 'scram-sha-512':
      return {
        'sasl.mechanism': sasl.mechanism.toUpperCase(),
        'sasl.username': sasl.username,
        'sasl.password': sasl.password,
      }
    case 'oauthbearer':
      if (typeof sasl.oauthBearerProvider === 'function') return { 'sasl.mechanism': 'OAUTHBEARER' }
      throw new KafkaJSNonRetriableError('SASL mechanism oauthbearer needs an oauthBearerProvider')
    default: {
      const { mechanism } = sasl as { readonly mechanism: string }
      throw new KafkaJSNotImplemented(`SASL mechanism ${mechanism} is not spoken here`)
    }
  }
}
