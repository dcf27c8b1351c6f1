import { readFile } from 'node:fs/promises'

import { Admin, isKafkaError, type AdminSettings } from '@barnabus/client'

import { holds } from '../stories/story.ts'
import type { Check, Stage } from './check.ts'
import { certified, topicOf } from './users.ts'

type SettingsFor = (stage: Stage) => AdminSettings | Promise<AdminSettings>

function ssl({ bootstrap, certificates }: Stage): AdminSettings {
  return {
    'bootstrap.servers': bootstrap.ssl,
    'security.protocol': 'SSL',
    'ssl.truststore.location': certificates.authority,
  }
}

const right: Readonly<Record<string, SettingsFor>> = {
  'a certificate from a PEM file with an encrypted key': (stage) => ({
    ...ssl(stage),
    'ssl.keystore.location': stage.certificates.client,
    'ssl.key.password': stage.certificates.keyPassword,
  }),
  'certificates given as text': async (stage) => {
    const pem = await readFile(stage.certificates.client, 'utf8')
    return {
      'bootstrap.servers': stage.bootstrap.ssl,
      'security.protocol': 'SSL',
      'ssl.truststore.certificates': await readFile(stage.certificates.authority, 'utf8'),
      'ssl.keystore.key': pem,
      'ssl.keystore.certificate.chain': pem,
      'ssl.key.password': stage.certificates.keyPassword,
    }
  },
  'a certificate from a PKCS #12 file, TLS 1.2 only, one cipher': (stage) => ({
    ...ssl(stage),
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': stage.certificates.clientPkcs12,
    'ssl.keystore.password': stage.certificates.keyPassword,
    'ssl.enabled.protocols': 'TLSv1.2',
    'ssl.cipher.suites': 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  }),
  'a broker under a name that its certificate does not have, if nobody looks': (stage) => ({
    ...ssl(stage),
    'bootstrap.servers': byName(stage.bootstrap.ssl),
    'ssl.endpoint.identification.algorithm': '',
    'ssl.keystore.location': stage.certificates.client,
    'ssl.key.password': stage.certificates.keyPassword,
  }),
}

interface Refusal {
  readonly settings: SettingsFor
  readonly code: string
  readonly message: RegExp
}

const wrong: Readonly<Record<string, Refusal>> = {
  'a broker that somebody else vouches for': {
    settings: (stage) => ({
      ...ssl(stage),
      'ssl.truststore.location': stage.certificates.stranger,
    }),
    code: 'CLIENT_TLS_FAILED',
    message: /unable to verify|self-signed|issuer/,
  },
  'a broker under a name that its certificate does not have': {
    settings: (stage) => ({ ...ssl(stage), 'bootstrap.servers': byName(stage.bootstrap.ssl) }),
    code: 'CLIENT_TLS_FAILED',
    message: /does not match certificate/,
  },
  'TLS where none is spoken': {
    settings: (stage) => ({ ...ssl(stage), 'bootstrap.servers': stage.bootstrap.plaintext }),
    code: 'CLIENT_API_TIMED_OUT',
    message: /security.protocol|before secure TLS connection/,
  },
  'no TLS where it is spoken': {
    settings: ({ bootstrap }) => ({ 'bootstrap.servers': bootstrap.ssl }),
    code: 'CLIENT_API_TIMED_OUT',
    message: /security.protocol/,
  },
  'no certificate where one is asked for': {
    settings: (stage) => ssl(stage),
    code: 'CLIENT_API_TIMED_OUT',
    message: /security.protocol|ertificate/,
  },
  'SASL where nobody asks who comes': {
    settings: ({ bootstrap }) => ({
      'bootstrap.servers': bootstrap.plaintext,
      'security.protocol': 'SASL_PLAINTEXT',
      'sasl.mechanism': 'PLAIN',
      'sasl.username': 'alice',
      'sasl.password': 'alice-secret',
    }),
    code: 'KAFKA_ILLEGAL_SASL_STATE',
    message: /PLAIN/,
  },
  'a file that is missing': {
    settings: (stage) => ({ ...ssl(stage), 'ssl.truststore.location': '/missing.pem' }),
    code: 'CLIENT_FILE_UNREADABLE',
    message: /"\/missing.pem"/,
  },
}

/** Whose certificates are believed. */
export const handshakes: readonly Check[] = [
  ...Object.entries(right).map(([title, settings]) => ({
    title: `${title}: believed`,
    run: (stage: Stage) => isBelieved(stage, settings),
  })),
  ...Object.entries(wrong).map(([title, refusal]) => ({
    title: `${title}: refused with a sentence`,
    run: (stage: Stage) => isRefused(stage, refusal),
  })),
]

async function isBelieved(stage: Stage, settingsFor: SettingsFor): Promise<void> {
  await using admin = new Admin(await settingsFor(stage))
  const topics = await admin.listTopics()
  const seen = topics.map(({ topic }) => topic)
  holds(seen.length === 1 && seen[0] === topicOf(certified), `it sees ${seen.join(', ')}`)
}

async function isRefused(stage: Stage, { settings, code, message }: Refusal): Promise<void> {
  await using admin = new Admin(await settings(stage))
  const error: unknown = await admin
    .listTopics({ timeoutMs: 1000 })
    .catch((thrown: unknown) => thrown)
  holds(isKafkaError(error), `it came to ${String(error)}`)
  const words = sentencesOf(error)
  holds(error.code === code && message.test(words), `it came to ${error.code}: ${words}`)
}

/** What an error says, and what it says it comes from. */
function sentencesOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return `${error.message}; ${sentencesOf(error.cause)}`
}

function byName(address: string): string {
  return address.replace('127.0.0.1', 'localhost')
}
