import {
  Admin,
  Consumer,
  Producer,
  isKafkaError,
  type AdminOptions,
  type AdminSettings,
} from '@barnabus/client'

import { systemClock } from '@barnabus/base'

import { holds } from '../stories/story.ts'
import type { Check, Stage } from './check.ts'
import { alice, bob, carol, topicOf } from './users.ts'

const modules = 'org.apache.kafka.common.security'

/** Whoever says the right name and the right secret is believed to be who they are. */
const right: readonly Login[] = [
  {
    title: 'PLAIN, as Java writes it',
    user: alice.name,
    settings: {
      'sasl.mechanism': 'PLAIN',
      'sasl.jaas.config': `${modules}.plain.PlainLoginModule required username="alice" password="alice-secret";`,
    },
  },
  { title: 'PLAIN', user: alice.name, settings: { 'sasl.mechanism': 'PLAIN', ...secretOf(alice) } },
  {
    title: 'SCRAM-SHA-256, a name with commas, a password with more than ASCII',
    user: bob.name,
    settings: { 'sasl.mechanism': 'SCRAM-SHA-256', ...secretOf(bob) },
  },
  {
    title: 'SCRAM-SHA-512',
    user: bob.name,
    settings: { 'sasl.mechanism': 'SCRAM-SHA-512', ...secretOf(bob) },
  },
  {
    title: 'OAUTHBEARER with a token from a function',
    user: carol.name,
    settings: { 'sasl.mechanism': 'OAUTHBEARER' },
    options: { oauthBearerToken: () => Promise.resolve(unsignedToken(carol.name)) },
  },
  {
    title: 'OAUTHBEARER with an unsecured token, as Java makes it',
    user: carol.name,
    settings: {
      'sasl.mechanism': 'OAUTHBEARER',
      'sasl.jaas.config': `${modules}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="carol";`,
    },
  },
]

const wrong: readonly Login[] = [
  {
    title: 'PLAIN with a wrong password',
    settings: { 'sasl.mechanism': 'PLAIN', 'sasl.username': 'alice', 'sasl.password': 'wrong' },
  },
  {
    title: 'SCRAM with a wrong password',
    settings: { 'sasl.mechanism': 'SCRAM-SHA-256', ...secretOf({ ...bob, password: 'wrong' }) },
  },
  {
    title: 'SCRAM by somebody unknown',
    settings: { 'sasl.mechanism': 'SCRAM-SHA-512', ...secretOf({ ...bob, name: 'nobody' }) },
  },
  {
    title: 'OAUTHBEARER with a token that is none',
    settings: { 'sasl.mechanism': 'OAUTHBEARER' },
    options: { oauthBearerToken: () => Promise.resolve('no.token.') },
  },
]

interface Login {
  readonly title: string
  readonly user?: string
  readonly settings: Omit<AdminSettings, 'bootstrap.servers'>
  readonly options?: AdminOptions
}

/** Who is let in, and who is not. */
export const logins: readonly Check[] = [
  ...right.flatMap((login) => [
    {
      title: `${login.title}: let in, with TLS`,
      run: (stage: Stage) => isLetIn(stage, login, true),
    },
    { title: `${login.title}: let in`, run: (stage: Stage) => isLetIn(stage, login, false) },
  ]),
  ...wrong.map((login) => ({
    title: `${login.title}: refused at once`,
    run: (stage: Stage) =>
      isRefused(login, stage, (settings) => listTopics(settings, login.options)),
  })),
  {
    title: 'a producer whose password is wrong: refused at once',
    run: (stage: Stage) => isRefused(wrong[0]!, stage, send),
  },
  {
    title: 'a consumer whose password is wrong: refused at once',
    run: (stage: Stage) => isRefused(wrong[0]!, stage, read),
  },
  {
    title: 'a member of a group whose password is wrong: refused at once',
    run: (stage: Stage) => isRefused(wrong[0]!, stage, readInGroup),
  },
]

async function isLetIn(stage: Stage, login: Login, isEncrypted: boolean): Promise<void> {
  await using admin = new Admin(settingsOf(stage, login, isEncrypted), login.options)
  const topics = await admin.listTopics()
  const seen = topics.map(({ topic }) => topic)
  const expected = topicOf(login.user ?? '')
  holds(seen.length === 1 && seen[0] === expected, `${login.user} sees ${seen.join(', ')}`)
  await admin.describeTopics([expected])
}

async function isRefused(
  login: Login,
  stage: Stage,
  use: (settings: AdminSettings) => Promise<unknown>,
): Promise<void> {
  const startedAtMs = systemClock.monotonicMs()
  const error: unknown = await use(settingsOf(stage, login, true)).catch(
    (thrown: unknown) => thrown,
  )
  const ms = systemClock.monotonicMs() - startedAtMs
  holds(isKafkaError(error) && !error.retriable, `it came to ${String(error)}`)
  holds(error.code === 'CLIENT_AUTHENTICATION_FAILED', `it was refused with ${error.message}`)
  holds(ms < 5000, `it took ${ms} ms to be refused`)
}

async function listTopics(settings: AdminSettings, options?: AdminOptions): Promise<void> {
  await using admin = new Admin(settings, options)
  await admin.listTopics()
}

async function send(settings: AdminSettings): Promise<void> {
  await using producer = new Producer(settings)
  await producer.send({ topic: topicOf(alice.name), value: 'never' })
}

async function read(settings: AdminSettings): Promise<void> {
  await using consumer = new Consumer({ ...settings, 'auto.offset.reset': 'earliest' })
  consumer.assign([{ topic: topicOf(alice.name), partition: 0 }])
  await consumer.poll({ timeoutMs: 10_000 })
}

async function readInGroup(settings: AdminSettings): Promise<void> {
  await using consumer = new Consumer({ ...settings, 'group.id': 'refused' })
  await consumer.subscribe([topicOf(alice.name)])
  await consumer.poll({ timeoutMs: 10_000 })
}

function settingsOf(
  { bootstrap, certificates }: Stage,
  login: Login,
  isEncrypted: boolean,
): AdminSettings {
  const where = isEncrypted
    ? {
        'bootstrap.servers': bootstrap.saslSsl,
        'security.protocol': 'SASL_SSL',
        'ssl.truststore.location': certificates.authority,
      }
    : { 'bootstrap.servers': bootstrap.saslPlaintext, 'security.protocol': 'SASL_PLAINTEXT' }
  return { ...where, ...login.settings }
}

function secretOf({ name, password }: { readonly name: string; readonly password: string }) {
  return { 'sasl.username': name, 'sasl.password': password }
}

/** A token that only says who its bearer is; for a minute. */
export function unsignedToken(subject: string): string {
  const nowSeconds = Math.floor(systemClock.nowMs() / 1000)
  const claims = { sub: subject, iat: nowSeconds, exp: nowSeconds + 60 }
  const encoded = [{ alg: 'none' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return `${encoded.join('.')}.`
}
