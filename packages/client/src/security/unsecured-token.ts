import { Buffer } from 'node:buffer'

import type { Clock } from '@barnabus/base'

import { clientErrors } from '../errors.ts'
import type { OAuthBearerTokenSource } from './oauth-bearer.ts'

const stringClaim = 'unsecuredLoginStringClaim_'
const numberClaim = 'unsecuredLoginNumberClaim_'
const lifetime = 'unsecuredLoginLifetimeSeconds'
const lifetimeSecondsDefault = 3600

/**
 * Makes tokens that nobody has signed, as Kafka's OAuthBearerLoginModule does from its options, for
 * brokers in development, which believe everybody. Throws SETTINGS_CONTRADICT for other options.
 */
export function unsecuredTokens(
  options: ReadonlyMap<string, string>,
  clock: Clock,
): OAuthBearerTokenSource {
  const claims: Record<string, string | number> = {}
  let lifetimeSeconds = lifetimeSecondsDefault
  for (const [name, value] of options) {
    if (name.startsWith(stringClaim)) claims[name.slice(stringClaim.length)] = value
    else if (name.startsWith(numberClaim)) claims[name.slice(numberClaim.length)] = Number(value)
    else if (name === lifetime) lifetimeSeconds = Number(value)
    else throw clientErrors.SETTINGS_CONTRADICT(`"${name}" of sasl.jaas.config has no effect here`)
  }
  if (!('sub' in claims)) {
    throw clientErrors.SETTINGS_CONTRADICT(
      'OAUTHBEARER needs a token: hand in a function as the option oauthBearerToken',
    )
  }
  return () => {
    const nowSeconds = Math.floor(clock.nowMs() / 1000)
    const payload = { iat: nowSeconds, exp: nowSeconds + lifetimeSeconds, ...claims }
    return Promise.resolve(`${encoded({ alg: 'none' })}.${encoded(payload)}.`)
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
