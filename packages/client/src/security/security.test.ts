import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { test } from 'node:test'

import { systemClientEnv } from '../client-env.ts'
import { readSettings, type SettingsOf } from '../config/read-settings.ts'
import { securityProperties } from '../config/security-properties.ts'
import type { Security } from '../connection/security.ts'
import { securityOf, type SecurityOptions } from './security.ts'

type Settings = SettingsOf<typeof securityProperties>

function securityWith(settings: Settings, options: SecurityOptions = {}): Security {
  return securityOf(readSettings(securityProperties, settings), options, systemClientEnv)
}

const ssl = { 'security.protocol': 'SSL' }
const sasl = { 'security.protocol': 'SASL_SSL' }

test('without a word about security there is none', async () => {
  const { tls, authenticate } = securityWith({})

  equal(await tls(), undefined)
  const call = (): never => {
    throw new Error('nothing is to be said')
  }
  equal(await authenticate({ address: 'broker', call }), Infinity)
})

test('what the settings say of TLS is what Node is told', async () => {
  const { tls } = securityWith({
    ...ssl,
    'ssl.enabled.protocols': 'TLSv1.3,TLSv1.2',
    'ssl.cipher.suites': 'TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256',
    'ssl.truststore.certificates': 'trusted',
    'ssl.keystore.key': 'key',
    'ssl.keystore.certificate.chain': 'chain',
    'ssl.key.password': 'secret',
  })

  deepEqual(await tls(), {
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: 'TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256',
    ca: 'trusted',
    key: 'key',
    cert: 'chain',
    passphrase: 'secret',
  })
})

test('a broker may have any name only if the settings say so', async () => {
  const strict = await securityWith(ssl).tls()
  const loose = await securityWith({ ...ssl, 'ssl.endpoint.identification.algorithm': '' }).tls()

  equal(strict?.checkServerIdentity, undefined)
  equal(loose?.checkServerIdentity?.('any', {} as never), undefined)
  ok(loose?.checkServerIdentity)
})

test('a file that is missing, or not PEM, is named', async () => {
  for (const path of ['/missing', import.meta.filename]) {
    const { tls } = securityWith({ ...ssl, 'ssl.truststore.location': path })
    await rejects(tls(), { code: 'CLIENT_FILE_UNREADABLE', message: new RegExp(path) })
  }
})

const refused: readonly (readonly [Settings, RegExp])[] = [
  [{ ...ssl, 'ssl.truststore.type': 'JKS' }, /ssl.truststore.type=JKS is Java’s own format/],
  [{ ...ssl, 'ssl.keystore.type': 'JKS' }, /ssl.keystore.type=JKS/],
  [{ ...ssl, 'ssl.truststore.type': 'PKCS12' }, /openssl pkcs12/],
  [{ ...ssl, 'ssl.truststore.password': 'secret' }, /no meaning for certificates in PEM/],
  [{ ...ssl, 'ssl.keystore.password': 'secret' }, /ssl.key.password opens/],
  [{ ...ssl, 'ssl.keystore.key': 'key' }, /need each other/],
  [{ ...ssl, 'ssl.keystore.certificate.chain': 'chain' }, /need each other/],
  [
    { ...ssl, 'ssl.truststore.location': 'a', 'ssl.truststore.certificates': 'b' },
    /the same thing twice/,
  ],
  [sasl, /GSSAPI \(Kerberos\), is not spoken here/],
  [{ ...sasl, 'sasl.mechanism': 'PLAIN' }, /needs a name and a password/],
  [{ ...sasl, 'sasl.mechanism': 'SCRAM-SHA-256', 'sasl.username': 'a' }, /needs a name/],
  [{ ...sasl, 'sasl.mechanism': 'OAUTHBEARER' }, /oauthBearerToken/],
  [
    { ...sasl, 'sasl.mechanism': 'PLAIN', 'sasl.jaas.config': 'ScramLoginModule required;' },
    /needs PlainLoginModule in sasl.jaas.config, not ScramLoginModule/,
  ],
  [
    { ...sasl, 'sasl.mechanism': 'PLAIN', 'sasl.username': 'a', 'sasl.jaas.config': 'b' },
    /the same thing twice/,
  ],
  [
    {
      ...sasl,
      'sasl.mechanism': 'OAUTHBEARER',
      'sasl.jaas.config': 'OAuthBearerLoginModule required scope="a";',
    },
    /"scope" of sasl.jaas.config has no effect/,
  ],
  [{ 'sasl.kerberos.service.name': 'kafka' }, /Kerberos is not spoken here/],
  [{ 'sasl.oauthbearer.token.endpoint.url': 'https://a' }, /oauthBearerToken/],
]

for (const [settings, message] of refused) {
  test(`refused with a sentence: ${JSON.stringify(settings)}`, () => {
    throws(() => securityWith(settings), { errorName: 'INVALID_CONFIG', message })
  })
}

test('a token that cannot be got may be got a moment later', async () => {
  const oauthBearerToken = (): Promise<string> => Promise.reject(new Error('no such issuer'))
  const settings = { ...sasl, 'sasl.mechanism': 'OAUTHBEARER' }
  const { authenticate } = securityWith(settings, { oauthBearerToken })
  const call = (): Promise<never> =>
    Promise.resolve({ errorCode: 0, mechanisms: [] } as never as never)

  await rejects(authenticate({ address: 'broker', call }), {
    code: 'CLIENT_TOKEN_MISSING',
    retriable: true,
    message: 'Cannot get a token for broker: no such issuer',
  })
})

test('what goes with a token is told, and a broker that does not believe it is heard', async () => {
  const oauthBearerToken = () => ({ value: 'abc', extensions: { logicalCluster: 'lkc-1' } })
  const settings = { ...sasl, 'sasl.mechanism': 'OAUTHBEARER' }
  const { authenticate } = securityWith(settings, {
    oauthBearerToken: () => Promise.resolve(oauthBearerToken()),
  })
  const words: string[] = []
  const call = (_: number, request: object): Promise<never> => {
    if ('authBytes' in request) words.push(String(request.authBytes))
    const authBytes = Buffer.from('{"status":"invalid_token"}')
    const answer = { errorCode: 0, mechanisms: [], authBytes, sessionLifetimeMs: 0n }
    return Promise.resolve(answer as never)
  }

  await rejects(authenticate({ address: 'broker', call }), {
    code: 'CLIENT_AUTHENTICATION_FAILED',
    message: /invalid_token/,
  })
  deepEqual(words, ['n,,\u0001auth=Bearer abc\u0001logicalCluster=lkc-1\u0001\u0001', '\u0001'])
})
