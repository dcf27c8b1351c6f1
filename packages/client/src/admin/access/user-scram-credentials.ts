import { ApiKey, ErrorCode } from '@barnabus/protocol'

import type { Cluster, Patience } from '../../cluster/cluster.ts'
import { throwIfError } from '../../errors/kafka-error.ts'
import { saltedPassword, type ScramMechanism } from '../../security/scram.ts'
import { outcomeOf, perItem, retriedByController, type Outcome } from '../asking/per-item.ts'

export type { ScramMechanism } from '../../security/scram.ts'

/** A password that a user gets for a mechanism, or loses. */
export type UserScramCredentialAlteration = ScramUpsertion | ScramDeletion

/** A new password. It is hashed here: brokers never see it. */
export interface ScramUpsertion {
  readonly user: string
  readonly mechanism: ScramMechanism
  readonly password: string | Uint8Array
  /** From 4096 to 16384; left out: 4096. */
  readonly iterations?: number
  /** Left out: 24 random bytes. */
  readonly salt?: Uint8Array
}

export interface ScramDeletion {
  readonly user: string
  readonly mechanism: ScramMechanism
  readonly delete: true
}

/** For which mechanisms a user has a password. */
export interface UserScramCredentials {
  readonly user: string
  readonly credentials: readonly {
    readonly mechanism: ScramMechanism
    readonly iterations: number
  }[]
}

const mechanismCodes = { 'SCRAM-SHA-256': 1, 'SCRAM-SHA-512': 2 } as const
const iterationsDefault = 4096
const saltSizeBytes = 24

/** See `Admin.alterUserScramCredentials`. */
export async function alterUserScramCredentials(
  cluster: Cluster,
  alterations: readonly UserScramCredentialAlteration[],
  patience: Patience = {},
): Promise<void> {
  const deletions = alterations.filter((alteration) => 'delete' in alteration)
  const upsertions = alterations.filter((alteration) => 'password' in alteration)
  const request = {
    deletions: deletions.map(({ user, mechanism }) => ({
      name: user,
      mechanism: mechanismCodes[mechanism],
    })),
    upsertions: await Promise.all(upsertions.map((upsertion) => hashed(cluster, upsertion))),
  }
  const users = new Set(alterations.map(({ user }) => user))
  await perItem(
    cluster,
    {
      action: 'alter SCRAM credentials',
      items: Array.from(users),
      nameOf: (user) => user,
      route: () => 'controller',
      retries: retriedByController,
      ask: async (to, items, deadline) => {
        const isMeant = ({ name }: { readonly name: string }): boolean => items.includes(name)
        const own = {
          deletions: request.deletions.filter(isMeant),
          upsertions: request.upsertions.filter(isMeant),
        }
        const { results } = await cluster.send(
          to,
          ApiKey.AlterUserScramCredentials,
          () => own,
          deadline,
        )
        return new Map(
          results.map(({ user, errorCode, errorMessage }) => [
            user,
            outcomeOf(errorCode, `alter the credentials of ${user}`, errorMessage, () => user),
          ]),
        )
      },
    },
    patience,
  )
}

/** See `Admin.describeUserScramCredentials`. */
export async function describeUserScramCredentials(
  cluster: Cluster,
  users: readonly string[] | undefined,
  patience: Patience = {},
): Promise<readonly UserScramCredentials[]> {
  const api = ApiKey.DescribeUserScramCredentials
  const action = 'describe SCRAM credentials'
  if (users !== undefined) {
    return await perItem(
      cluster,
      {
        action,
        items: users,
        nameOf: (user) => user,
        route: () => 'controller',
        retries: retriedByController,
        ask: async (to, items, deadline) => {
          const request = { users: items.map((name) => ({ name })) }
          const answer = await cluster.send(to, api, () => request, deadline)
          throwIfError(answer.errorCode, action, answer.errorMessage)
          return new Map(answer.results.map((found) => [found.user, outcomeOfUser(found)]))
        },
      },
      patience,
    )
  }
  return await cluster.ask(
    {
      action,
      to: 'controller',
      api,
      request: () => ({ users: null }),
      read: ({ errorCode, errorMessage, results }) => {
        throwIfError(errorCode, action, errorMessage)
        return results.filter((found) => found.errorCode === ErrorCode.none).map(credentialsOf)
      },
    },
    patience,
  )
}

async function hashed(cluster: Cluster, { user, mechanism, password, ...how }: ScramUpsertion) {
  const { iterations = iterationsDefault, salt = cluster.env.random.bytes(saltSizeBytes) } = how
  return {
    name: user,
    mechanism: mechanismCodes[mechanism],
    iterations,
    salt,
    saltedPassword: await saltedPassword(mechanism, password, salt, iterations),
  }
}

interface FoundUser {
  readonly user: string
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly credentialInfos: readonly { readonly mechanism: number; readonly iterations: number }[]
}

function outcomeOfUser(found: FoundUser): Outcome<UserScramCredentials> {
  const action = `describe the credentials of ${found.user}`
  return outcomeOf(found.errorCode, action, found.errorMessage, () => credentialsOf(found))
}

function credentialsOf({ user, credentialInfos }: FoundUser): UserScramCredentials {
  const credentials = credentialInfos.flatMap(({ mechanism, iterations }) => {
    const known = Object.entries(mechanismCodes).find(([, code]) => code === mechanism)
    return known === undefined ? [] : [{ mechanism: known[0] as ScramMechanism, iterations }]
  })
  return { user, credentials }
}
