import { Buffer } from 'node:buffer'
import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

import type { Random } from '@barnabus/base'

import { clientErrors } from '../errors.ts'
import type { Credentials } from './plain.ts'
import type { SaslMechanism } from './sasl-mechanism.ts'

/** The hash of each mechanism, and how long it is. */
export const scramHashes = {
  'SCRAM-SHA-256': { hash: 'sha256', sizeBytes: 32 },
  'SCRAM-SHA-512': { hash: 'sha512', sizeBytes: 64 },
} as const

export type ScramMechanism = keyof typeof scramHashes

export interface ScramOptions extends Credentials {
  /** The credentials are those of a delegation token (KIP-48). */
  readonly isToken: boolean
}

const derive = promisify(pbkdf2)
const iterationsMin = 4096 // As Kafka's own client: a broker that asks for less is after passwords.
const iterationsMax = 1_000_000 // One that asks for more is after our time.
const nonceSizeBytes = 24
const noChannelBinding = Buffer.from('n,,').toString('base64')

/**
 * SCRAM (RFC 5802): proves that we know the password without sending it, and that the broker knows
 * it too.
 */
export function scram(
  name: ScramMechanism,
  { username, password, isToken }: ScramOptions,
  random: Random,
): SaslMechanism {
  return {
    name,
    async exchange(send, address) {
      const refuse = (reason: string): Error => clientErrors.AUTHENTICATION_FAILED(address, reason)
      const nonce = Buffer.from(random.bytes(nonceSizeBytes)).toString('base64url')
      const extension = isToken ? ',tokenauth=true' : ''
      const first = `n=${saslName(username)},r=${nonce}${extension}`
      const challenge = text(await send(Buffer.from(`n,,${first}`)))
      const { serverNonce, salt, iterations } = challengeOf(challenge, nonce, refuse)

      const withoutProof = `c=${noChannelBinding},r=${serverNonce}`
      const authMessage = `${first},${challenge},${withoutProof}`
      const { sizeBytes, hash } = scramHashes[name]
      const salted = await derive(password, salt, iterations, sizeBytes, hash)
      const proof = proofOf(hash, salted, authMessage).toString('base64')
      const verdict = attributesOf(text(await send(Buffer.from(`${withoutProof},p=${proof}`))))

      const error = verdict.get('e')
      if (error !== undefined) throw refuse(error)
      const signature = Buffer.from(verdict.get('v') ?? '', 'base64')
      const expected = hmac(hash, hmac(hash, salted, 'Server Key'), authMessage)
      if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
        throw refuse('the broker cannot prove that it knows the password')
      }
    },
  }
}

/** What a broker keeps instead of the password; for AlterUserScramCredentials. */
export async function saltedPassword(
  mechanism: ScramMechanism,
  password: string | Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Promise<Buffer> {
  const { sizeBytes, hash } = scramHashes[mechanism]
  return await derive(password, salt, iterations, sizeBytes, hash)
}

function proofOf(hash: string, salted: Buffer, authMessage: string): Buffer {
  const clientKey = hmac(hash, salted, 'Client Key')
  const storedKey = createHash(hash).update(clientKey).digest()
  const signature = hmac(hash, storedKey, authMessage)
  return Buffer.from(clientKey.map((byte, index) => byte ^ signature[index]!))
}

interface Challenge {
  readonly serverNonce: string
  readonly salt: Buffer
  readonly iterations: number
}

function challengeOf(message: string, nonce: string, refuse: (reason: string) => Error): Challenge {
  const attributes = attributesOf(message)
  const error = attributes.get('e')
  if (error !== undefined) throw refuse(error)
  const serverNonce = attributes.get('r') ?? ''
  const salt = Buffer.from(attributes.get('s') ?? '', 'base64')
  const iterations = Number(attributes.get('i'))
  if (!serverNonce.startsWith(nonce) || serverNonce === nonce) {
    throw refuse('the broker answers a question that was not asked')
  }
  if (salt.length === 0) throw refuse('the broker names no salt')
  if (!(iterations >= iterationsMin && iterations <= iterationsMax)) {
    const bounds = `from ${iterationsMin} to ${iterationsMax}`
    throw refuse(`the broker asks for ${iterations} iterations, and ${bounds} are allowed`)
  }
  return { serverNonce, salt, iterations }
}

function attributesOf(message: string): ReadonlyMap<string, string> {
  return new Map(
    message
      .split(',')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  )
}

function saslName(username: string): string {
  return username.replaceAll('=', '=3D').replaceAll(',', '=2C')
}

function hmac(hash: string, key: Uint8Array, message: string): Buffer {
  return createHmac(hash, key).update(message).digest()
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString()
}
