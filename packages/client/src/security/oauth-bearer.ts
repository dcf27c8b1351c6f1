import { Buffer } from 'node:buffer'

import { clientErrors } from '../errors.ts'
import { isKafkaError } from '../errors/kafka-error.ts'
import type { SaslMechanism } from './sasl-mechanism.ts'

/** A token, and what else the broker is told (KIP-342). */
export interface OAuthBearerToken {
  readonly value: string
  readonly extensions?: Readonly<Record<string, string>>
}

/** Gets a token. Called whenever a connection is opened, or must say again who it is. */
export type OAuthBearerTokenSource = () => Promise<string | OAuthBearerToken>

const separator = '\u0001'

/** OAUTHBEARER (RFC 7628): hands over a token that somebody else has issued. */
export function oauthBearer(getToken: OAuthBearerTokenSource): SaslMechanism {
  return {
    name: 'OAUTHBEARER',
    async exchange(send, address) {
      const { value, extensions = {} } = await tokenOf(getToken, address)
      const pairs = Object.entries({ auth: `Bearer ${value}`, ...extensions })
      const told = pairs.map(([name, text]) => `${name}=${text}${separator}`)
      const first = ['n,,', separator, ...told, separator].join('')
      const answer = Buffer.from(await send(Buffer.from(first)))
      if (answer.length === 0) return
      // The broker says why not, and waits for a last word before it hangs up.
      const reason = `the broker does not believe the token: ${answer.toString()}`
      await send(Buffer.from(separator)).catch((error: unknown) => {
        if (!isKafkaError(error)) throw error // Anything the broker says now says less than before.
      })
      throw clientErrors.AUTHENTICATION_FAILED(address, reason)
    },
  }
}

async function tokenOf(
  getToken: OAuthBearerTokenSource,
  address: string,
): Promise<OAuthBearerToken> {
  try {
    const token = await getToken()
    return typeof token === 'string' ? { value: token } : token
  } catch (error) {
    // Whatever the program throws: it may be able to get one later, so that this may pass.
    const reason = error instanceof Error ? error.message : String(error)
    throw Object.assign(clientErrors.TOKEN_MISSING(address, reason), { cause: error })
  }
}
