import type { ValuesOf } from '@barnabus/base'
import type { Compression } from '@barnabus/protocol'

import { producerProperties } from '../config/producer-properties.ts'
import { readSettings, type SettingsOf } from '../config/read-settings.ts'
import { clientErrors } from '../errors.ts'

/** Settings of a producer, by Kafka's names. */
export type ProducerSettings = SettingsOf<typeof producerProperties>

/** The values of all settings, with Kafka's defaults for those not given. */
export type ProducerValues = ValuesOf<typeof producerProperties>

/** What the settings come to, as the parts of a producer use it. */
export interface ProducerConfig {
  readonly values: ProducerValues
  readonly acks: 0 | 1 | -1
  readonly isIdempotent: boolean
  readonly transactionalId: string | undefined
  readonly compression: Compression
  readonly compressionLevel: number | undefined
  readonly batchSize: number
  readonly lingerMs: number
  readonly bufferMemory: number
  readonly maxBlockMs: number
  readonly maxRequestSize: number
  readonly deliveryTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly retries: number
  readonly maxInFlight: number
  /** One batch at a time for each partition, so that retries keep the order. */
  readonly keepsOrderByWaiting: boolean
}

const acksOf = { all: -1, '-1': -1, '0': 0, '1': 1 } as const
const maxInFlightOfIdempotence = 5

/** Throws INVALID_CONFIG for settings that are wrong or contradict each other. */
export function producerConfig(settings: ProducerSettings): ProducerConfig {
  const values = withClientId(readSettings(producerProperties, settings), settings)
  const acks = acksOf[values.acks]
  const isIdempotent = decideIdempotence(values, settings)
  const maxInFlight = values['max.in.flight.requests.per.connection']
  const compression = values['compression.type']
  return {
    values,
    acks,
    isIdempotent,
    transactionalId: transactionalIdOf(values, isIdempotent),
    compression,
    compressionLevel: compressionLevelOf(values, compression),
    batchSize: Math.max(1, values['batch.size']),
    lingerMs: values['linger.ms'],
    bufferMemory: values['buffer.memory'],
    maxBlockMs: values['max.block.ms'],
    maxRequestSize: values['max.request.size'],
    deliveryTimeoutMs: deliveryTimeoutOf(values, settings),
    requestTimeoutMs: values['request.timeout.ms'],
    retries: values.retries,
    maxInFlight,
    keepsOrderByWaiting: maxInFlight === 1,
  }
}

let unnamedProducers = 0

/** Java's names for producers without one, so that a broker's logs tell them apart. */
function withClientId(values: ProducerValues, given: ProducerSettings): ProducerValues {
  if (given['client.id'] !== undefined) return values
  unnamedProducers += 1
  const suffix = values['transactional.id'] ?? String(unnamedProducers)
  return { ...values, 'client.id': `producer-${suffix}` }
}

/** Idempotence that nobody asked for gives way to settings that it could not work with. */
function decideIdempotence(values: ProducerValues, given: ProducerSettings): boolean {
  if (!values['enable.idempotence']) return false
  const isWanted = given['enable.idempotence'] !== undefined
  const maxInFlight = values['max.in.flight.requests.per.connection']
  if (values.retries === 0) {
    if (isWanted) contradiction('enable.idempotence=true needs retries, and retries=0 allows none')
    return false
  }
  if (acksOf[values.acks] !== -1) {
    if (isWanted) contradiction(`enable.idempotence=true needs acks=all, not acks=${values.acks}`)
    return false
  }
  if (maxInFlight > maxInFlightOfIdempotence) {
    contradiction(
      `enable.idempotence=true allows at most ${maxInFlightOfIdempotence} of ` +
        `max.in.flight.requests.per.connection, not ${maxInFlight}`,
    )
  }
  return true
}

function transactionalIdOf(values: ProducerValues, isIdempotent: boolean): string | undefined {
  const transactionalId = values['transactional.id']
  if (transactionalId === null) return undefined
  if (transactionalId === '') contradiction('a transactional.id has at least one character')
  if (!isIdempotent) contradiction('transactional.id needs enable.idempotence=true')
  return transactionalId
}

/** A default gives way to the settings it must not be below; a value that was set does not. */
function deliveryTimeoutOf(values: ProducerValues, given: ProducerSettings): number {
  const deliveryTimeoutMs = values['delivery.timeout.ms']
  const least = values['linger.ms'] + values['request.timeout.ms']
  if (deliveryTimeoutMs >= least) return deliveryTimeoutMs
  if (given['delivery.timeout.ms'] === undefined) return least
  return contradiction(
    `delivery.timeout.ms=${deliveryTimeoutMs} must not be below linger.ms + request.timeout.ms, ` +
      `which is ${least}`,
  )
}

function compressionLevelOf(values: ProducerValues, compression: Compression): number | undefined {
  if (compression === 'gzip') return values['compression.gzip.level']
  if (compression === 'zstd') return values['compression.zstd.level']
  return undefined
}

function contradiction(sentence: string): never {
  throw clientErrors.SETTINGS_CONTRADICT(sentence)
}
