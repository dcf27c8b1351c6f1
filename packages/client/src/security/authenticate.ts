import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { SaslCaller } from '../connection/security.ts'
import { clientErrors } from '../errors.ts'
import { throwIfError } from '../errors/kafka-error.ts'
import type { SaslMechanism } from './sasl-mechanism.ts'

/**
 * Says who we are (KIP-43, KIP-152). Resolves with for how many milliseconds the broker believes it
 * (KIP-368); Infinity: as long as the connection lasts.
 *
 * Rejects with AUTHENTICATION_FAILED, which is not worth another try, if the broker does not.
 */
export async function authenticate(mechanism: SaslMechanism, caller: SaslCaller): Promise<number> {
  const { address } = caller
  const handshake = { mechanism: mechanism.name }
  const { errorCode, mechanisms } = await caller.call(ApiKey.SaslHandshake, handshake)
  if (errorCode === ErrorCode.unsupportedSaslMechanism) {
    const theirs = mechanisms.length === 0 ? 'none' : mechanisms.join(', ')
    const reason = `sasl.mechanism is ${mechanism.name}, and the broker takes ${theirs}`
    throw clientErrors.AUTHENTICATION_FAILED(address, reason)
  }
  throwIfError(errorCode, `agree with ${address} on ${mechanism.name}`)

  let lifetimeMs = Infinity
  await mechanism.exchange(async (authBytes) => {
    const answer = await caller.call(ApiKey.SaslAuthenticate, { authBytes })
    if (answer.errorCode === ErrorCode.saslAuthenticationFailed) {
      const reason = answer.errorMessage ?? 'the broker does not say why'
      throw clientErrors.AUTHENTICATION_FAILED(address, reason)
    }
    throwIfError(answer.errorCode, `authenticate at ${address}`, answer.errorMessage)
    if (answer.sessionLifetimeMs > 0n) lifetimeMs = Number(answer.sessionLifetimeMs)
    return answer.authBytes
  }, address)
  return lifetimeMs
}
