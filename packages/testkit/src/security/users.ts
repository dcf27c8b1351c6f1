import { Admin } from '@barnabus/client'

import type { SecureKafka } from './secure-kafka.ts'

/** Somebody whom the broker knows. */
export interface User {
  readonly name: string
  readonly password: string
}

/** Known to PLAIN, because the broker was started so. */
export const alice: User = { name: 'alice', password: 'alice-secret' }

/** Known to both kinds of SCRAM, because an administrator made him; his name needs escaping. */
export const bob: User = { name: 'bob,=', password: 'bøb-secret' }

/** Whom the broker takes the tokens' word for. */
export const carol: User = { name: 'carol', password: '' }

/** Who comes with the client's certificate. */
export const certified = 'CN=client'

/** Makes who has to be made, and for each user a topic that nobody else may see. */
export async function makeUsers({ bootstrap }: SecureKafka): Promise<void> {
  await using admin = new Admin({ 'bootstrap.servers': bootstrap.plaintext })
  const { name: user, password } = bob
  for (const mechanism of ['SCRAM-SHA-256', 'SCRAM-SHA-512'] as const) {
    await admin.alterUserScramCredentials([{ user, mechanism, password, iterations: 8192 }])
  }
  for (const name of [alice.name, bob.name, carol.name, certified]) {
    await admin.createTopics([{ topic: topicOf(name) }])
    const acl = { resourceType: 'TOPIC', operation: 'ALL', principal: `User:${name}` } as const
    await admin.createAcls([{ ...acl, resourceName: topicOf(name) }])
  }
}

/** The topic that only this user sees. */
export function topicOf(name: string): string {
  return `of-${Buffer.from(name).toString('hex')}`
}
