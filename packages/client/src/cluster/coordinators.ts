import { ApiKey, type FindCoordinatorResponse } from '@barnabus/protocol'

import type { RequestOf } from '../connection/broker-connection.ts'
import type { Deadline } from '../deadline.ts'
import { throwIfError } from '../errors/kafka-error.ts'
import type { Metadata } from './metadata.ts'

/** Whose coordinator: that of a group, or of a transactional id. */
export type CoordinatorKind = 'group' | 'transaction'

/** The cluster, as far as finding a coordinator needs it. */
export interface CoordinatorSource {
  readonly metadata: Metadata
  deadline(): Deadline
  send(
    to: 'any',
    api: typeof ApiKey.FindCoordinator,
    request: RequestOf<typeof ApiKey.FindCoordinator>,
    deadline: Deadline,
  ): Promise<FindCoordinatorResponse>
}

const keyTypes = { group: 0, transaction: 1 } as const
const batchedSince = 4 // KIP-699: several keys in one request.

/** Which broker coordinates which group and which transactional id. */
export class Coordinators {
  readonly #cluster: CoordinatorSource
  readonly #nodes = new Map<string, Promise<number>>()

  constructor(cluster: CoordinatorSource) {
    this.#cluster = cluster
  }

  /** The coordinator's node. Rejects with a KafkaError after one failed attempt. */
  async find(kind: CoordinatorKind, key: string, deadline: Deadline): Promise<number> {
    const name = `${kind} ${key}`
    let found = this.#nodes.get(name)
    if (found === undefined) {
      found = this.#ask(kind, key)
      this.#nodes.set(name, found)
      found.catch(() => this.#forgetIf(name, found))
    }
    return await deadline.wait(found, `find the coordinator of ${name}`)
  }

  forget(kind: CoordinatorKind, key: string): void {
    this.#nodes.delete(`${kind} ${key}`)
  }

  #forgetIf(name: string, found: Promise<number> | undefined): void {
    if (this.#nodes.get(name) === found) this.#nodes.delete(name)
  }

  /** Several may wait for this answer, so that no single one's patience ends it. */
  async #ask(kind: CoordinatorKind, key: string): Promise<number> {
    const deadline = this.#cluster.deadline()
    const keyType = keyTypes[kind]
    const answer = await this.#cluster.send(
      'any',
      ApiKey.FindCoordinator,
      (version) =>
        version >= batchedSince ? { keyType, coordinatorKeys: [key] } : { keyType, key },
      deadline,
    )
    const { errorCode, errorMessage, nodeId, host, port } = onlyOne(answer)
    throwIfError(errorCode, `find the coordinator of ${kind} ${key}`, errorMessage)
    const { nodes } = this.#cluster.metadata.snapshot
    const known = nodes.get(nodeId)
    if (known?.host !== host || known.port !== port) await this.#cluster.metadata.refresh(deadline)
    return nodeId
  }
}

function onlyOne(
  answer: FindCoordinatorResponse,
): Omit<FindCoordinatorResponse['coordinators'][number], 'key'> {
  return answer.coordinators[0] ?? answer
}
