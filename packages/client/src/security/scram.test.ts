import { equal, rejects } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'

import { scram } from './scram.ts'

/** The conversation of RFC 7677, section 3. */
const nonce = 'rOprNGfwEbeRWgbNEkqO'
const serverNonce = `${nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`
const salt = 'W22ZaJ0SNY7soEsUEjb6gQ=='
const challenge = `r=${serverNonce},s=${salt},i=4096`
const signature = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4='

const random = { bytes: () => Buffer.from(nonce, 'base64url'), below: () => 0 }
const pencil = { username: 'user', password: 'pencil', isToken: false }

/** What the client says to a server that gives these answers. */
async function said(answers: readonly string[], who = pencil): Promise<readonly string[]> {
  const words: string[] = []
  const send = (message: Uint8Array): Promise<Uint8Array> => {
    words.push(Buffer.from(message).toString())
    return Promise.resolve(Buffer.from(answers[words.length - 1] ?? ''))
  }
  await scram('SCRAM-SHA-256', who, random).exchange(send, 'broker')
  return words
}

test('a client says what RFC 7677 says that it says', async () => {
  const [first, last] = await said([challenge, signature])

  equal(first, `n,,n=user,r=${nonce}`)
  equal(last, `c=biws,r=${serverNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`)
})

test('names are escaped, and a delegation token is said to be one', async () => {
  const words: string[] = []
  const who = { username: 'a=b,c', password: 'pencil', isToken: true }
  const stop = new Error('enough')
  const send = (message: Uint8Array): Promise<Uint8Array> => {
    words.push(Buffer.from(message).toString())
    return Promise.reject(stop)
  }

  await rejects(scram('SCRAM-SHA-512', who, random).exchange(send, 'broker'), stop)

  equal(words[0], `n,,n=a=3Db=2Cc,r=${nonce},tokenauth=true`)
})

const impostors: Readonly<Record<string, readonly string[]>> = {
  'does not know the password': [challenge, `v=${Buffer.alloc(32).toString('base64')}`],
  'says nothing of the password': [challenge, ''],
  'answers somebody else': [`r=other${serverNonce},s=${salt},i=4096`],
  'adds nothing to the nonce': [`r=${nonce},s=${salt},i=4096`],
  'has no salt': [`r=${serverNonce},s=,i=4096`],
  'asks for few iterations': [`r=${serverNonce},s=${salt},i=4095`],
  'asks for very many iterations': [`r=${serverNonce},s=${salt},i=10000000`],
  'asks for no number of iterations': [`r=${serverNonce},s=${salt},i=many`],
  'says that the user is unknown': [challenge, 'e=unknown-user'],
}

for (const [what, answers] of Object.entries(impostors)) {
  test(`a broker that ${what} is not believed`, async () => {
    await rejects(said(answers), { code: 'CLIENT_AUTHENTICATION_FAILED', retriable: false })
  })
}
