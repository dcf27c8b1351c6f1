import { ApiKey } from '@barnabus/protocol'

import { testkitErrors } from '../../errors.ts'
import { RawConnection } from '../../raw-connection.ts'
import type { Key } from '../model/operation.ts'
import { isAbsence } from './absence.ts'
import { mustSucceed } from './broker-questions.ts'
import { historyTopic, keyOf } from './keys.ts'

const groupKeyType = 0

/**
 * Connections to whoever leads the topic's partitions and coordinates groups, as it was when they were
 * first asked for: who is refused, or hears nothing, closes this and opens another one.
 */
export class ResponsibleNodes {
  readonly #first: RawConnection
  readonly #leaders: ReadonlyMap<Key, string>
  readonly #coordinators = new Map<string, string>()
  readonly #connections = new Map<string, RawConnection>()

  private constructor({ connection, leaders }: Informed) {
    this.#first = connection
    this.#leaders = leaders
  }

  /** Asks the first of `bootstrap` (host:port, with commas between) that answers. */
  static async open(bootstrap: string): Promise<ResponsibleNodes> {
    return new ResponsibleNodes(await firstInformed(bootstrap.split(',')))
  }

  async leaderOf(key: Key): Promise<RawConnection> {
    return await this.#connectionTo(this.#leaders.get(key))
  }

  async coordinatorOf(group: string): Promise<RawConnection> {
    const known = this.#coordinators.get(group) ?? (await this.#findCoordinator(group))
    this.#coordinators.set(group, known)
    return await this.#connectionTo(known)
  }

  close(): void {
    for (const connection of [this.#first, ...this.#connections.values()]) connection.close()
  }

  async #findCoordinator(key: string): Promise<string> {
    const sought = { key, keyType: groupKeyType }
    const { errorCode, host, port } = await this.#first.send(ApiKey.FindCoordinator, 3, sought)
    mustSucceed(errorCode)
    return `${host}:${port}`
  }

  async #connectionTo(address: string | undefined): Promise<RawConnection> {
    if (address === undefined) throw testkitErrors.BROKER_REFUSED('no leader')
    const open = this.#connections.get(address) ?? (await RawConnection.open(address))
    this.#connections.set(address, open)
    return open
  }
}

interface Informed {
  readonly connection: RawConnection
  readonly leaders: ReadonlyMap<Key, string>
}

/** Rejects with what the last of them said, if none answers. */
async function firstInformed(addresses: readonly string[]): Promise<Informed> {
  let last: unknown = testkitErrors.CONNECTION_LOST()
  for (const address of addresses) {
    try {
      return await informedBy(address)
    } catch (error) {
      if (!isAbsence(error)) throw error
      last = error
    }
  }
  throw last
}

async function informedBy(address: string): Promise<Informed> {
  const connection = await RawConnection.open(address)
  try {
    return { connection, leaders: await leadersKnownTo(connection) }
  } catch (error) {
    connection.close()
    throw error
  }
}

async function leadersKnownTo(connection: RawConnection): Promise<ReadonlyMap<Key, string>> {
  const asked = { topics: [{ name: historyTopic }], allowAutoTopicCreation: false }
  const { brokers, topics } = await connection.send(ApiKey.Metadata, 9, asked)
  mustSucceed(topics[0]?.errorCode)
  const addresses = new Map(brokers.map(({ nodeId, host, port }) => [nodeId, `${host}:${port}`]))
  return new Map(
    topics[0]!.partitions.flatMap(({ partitionIndex, leaderId }) => {
      const address = addresses.get(leaderId)
      return address === undefined ? [] : [[keyOf(partitionIndex), address] as const]
    }),
  )
}
