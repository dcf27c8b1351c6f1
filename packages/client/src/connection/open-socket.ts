import { isOperatingError, type Endpoint, type Socket } from '@barnabus/base'

import type { ClientEnv } from '../client-env.ts'
import { clientErrors } from '../errors.ts'
import { isKafkaError, type KafkaError } from '../errors/kafka-error.ts'
import type { Security } from './security.ts'

export interface OpenOptions {
  readonly connectTimeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** Connects, encrypted if need be. Rejects with a KafkaError, or with the signal's reason. */
export async function openSocket(
  endpoint: Endpoint,
  security: Security,
  { network, clock }: ClientEnv,
  { connectTimeoutMs, signal }: OpenOptions,
): Promise<Socket> {
  const tls = await security.tls()
  const tooLate = new AbortController()
  const timer = clock.after(connectTimeoutMs, () => tooLate.abort())
  const signals = [tooLate.signal, ...(signal === undefined ? [] : [signal])]
  const address = `${endpoint.host}:${endpoint.port}`
  try {
    return await network.connect(endpoint, {
      signal: AbortSignal.any(signals),
      ...(tls !== undefined && { tls }),
    })
  } catch (error) {
    signal?.throwIfAborted()
    if (tooLate.signal.aborted) {
      throw clientErrors.CONNECTION_REFUSED(
        address,
        `no answer after ${Math.round(connectTimeoutMs)} ms`,
      )
    }
    throw refusal(address, error)
  } finally {
    timer.cancel()
  }
}

/**
 * The operating system's errors may pass. Others are about TLS: who does not believe our keys, or
 * whose we do not believe, will not a moment later.
 */
function refusal(address: string, error: unknown): KafkaError {
  if (isKafkaError(error)) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isTls = code === 'EPROTO' || /^ERR_(SSL|TLS|OSSL)|CERT|SIGNATURE|ISSUER|_CA$|CRL/.test(code)
  if (!isTls) return clientErrors.CONNECTION_REFUSED(address, reasonOf(error))
  const isPlain = code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO'
  const hint = isPlain ? '; is security.protocol right, and the port that of TLS?' : ''
  return clientErrors.TLS_FAILED(address, `${reasonOf(error)}${hint}`)
}

/** Node reports several addresses that failed as one error without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  if (isOperatingError(error)) return error.message
  return error instanceof Error ? error.message.trim() : String(error)
}
