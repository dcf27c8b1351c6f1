import { readFile } from 'node:fs/promises'

import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  ResourcePatternTypes,
  logLevel,
  type Admin,
  type AclEntry,
  type KafkaConfig,
} from '@barnabus/client/kafkajs'

import { holds } from '../stories/story.ts'
import type { Check, Stage } from './check.ts'
import { unsignedToken } from './logins.ts'
import { alice, bob, carol, certified, topicOf } from './users.ts'

/** The same client in the shape of kafkajs: what programs say of TLS, SASL and ACLs there arrives. */
export const kafkajsShape: readonly Check[] = [
  {
    title: 'kafkajs: PLAIN with TLS',
    run: async (stage) => await seesOwnTopic(stage, 'saslSsl', alice.name, loginOf('plain', alice)),
  },
  {
    title: 'kafkajs: SCRAM with TLS',
    run: async (stage) =>
      await seesOwnTopic(stage, 'saslSsl', bob.name, loginOf('scram-sha-512', bob)),
  },
  {
    title: 'kafkajs: OAUTHBEARER without TLS',
    run: async (stage) =>
      await seesOwnTopic(stage, 'saslPlaintext', carol.name, {
        sasl: {
          mechanism: 'oauthbearer',
          oauthBearerProvider: () => Promise.resolve({ value: unsignedToken(carol.name) }),
        },
      }),
  },
  {
    title: 'kafkajs: a certificate of its own, with a key that is encrypted',
    run: showsCertificate,
  },
  { title: 'kafkajs: a wrong password is refused at once', run: refusesWrongPassword },
  { title: 'kafkajs: ACLs by number', run: keepsAcls },
]

type Listener = keyof Stage['bootstrap']

async function seesOwnTopic(
  stage: Stage,
  listener: Listener,
  user: string,
  login: Partial<KafkaConfig>,
): Promise<void> {
  await using connected = await connect(stage, listener, login)
  const seen = await connected.admin.listTopics()
  holds(seen.length === 1 && seen[0] === topicOf(user), `${user} sees ${seen.join(', ')}`)
}

async function showsCertificate(stage: Stage): Promise<void> {
  const { client, keyPassword: passphrase } = stage.certificates
  const pem = await readFile(client)
  const ca = await readFile(stage.certificates.authority)
  await seesOwnTopic(stage, 'ssl', certified, { ssl: { ca, cert: pem, key: pem, passphrase } })
}

async function refusesWrongPassword(stage: Stage): Promise<void> {
  const login = loginOf('plain', { ...alice, password: 'wrong' })
  const error: unknown = await connect(stage, 'saslSsl', login).catch((thrown: unknown) => thrown)
  const name = error instanceof Error ? error.name : 'success'
  holds(name === 'KafkaJSSASLAuthenticationError', `it came to ${name}`)
}

async function keepsAcls(stage: Stage): Promise<void> {
  await using connected = await connect(stage, 'plaintext', { ssl: false })
  const { admin } = connected
  const resource = {
    resourceType: AclResourceTypes.GROUP,
    resourceName: 'kafkajs',
    resourcePatternType: ResourcePatternTypes.LITERAL,
  }
  const acl: AclEntry = {
    ...resource,
    principal: 'User:somebody',
    host: '*',
    operation: AclOperationTypes.READ,
    permissionType: AclPermissionTypes.DENY,
  }
  await admin.createAcls({ acl: [acl] })

  let found = await admin.describeAcls(acl)
  while (found.resources.length === 0) found = await admin.describeAcls(acl)
  const { acls, ...described } = found.resources[0]!
  const expected = JSON.stringify([acl])
  const told = JSON.stringify(acls.map((one) => ({ ...described, ...one })))
  holds(told === expected, `it was described as ${told}`)
  const deleted = await admin.deleteAcls({ filters: [acl] })
  holds(deleted.filterResponses[0]?.matchingAcls.length === 1, JSON.stringify(deleted))
}

async function connect(
  { bootstrap, certificates }: Stage,
  listener: Listener,
  login: Partial<KafkaConfig>,
): Promise<AsyncDisposable & { readonly admin: Admin }> {
  const ca = await readFile(certificates.authority)
  const ssl = listener === 'saslSsl' ? { ca: [ca] } : false
  const brokers = [bootstrap[listener]]
  const kafka = new Kafka({ brokers, ssl, logLevel: logLevel.NOTHING, ...login })
  const admin = kafka.admin()
  await admin.connect()
  return { admin, [Symbol.asyncDispose]: () => admin.disconnect() }
}

function loginOf(
  mechanism: 'plain' | 'scram-sha-512',
  { name: username, password }: { readonly name: string; readonly password: string },
): Partial<KafkaConfig> {
  return { sasl: { mechanism, username, password } }
}
