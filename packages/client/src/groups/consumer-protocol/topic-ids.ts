import { ApiKey, ErrorCode, type Uuid } from '@barnabus/protocol'

import type { Cluster } from '../../cluster/cluster.ts'
import type { Deadline } from '../../deadline.ts'

/** The names of topics whose ids the coordinator tells. */
export class TopicIds {
  readonly #cluster: Cluster
  readonly #names = new Map<Uuid, string>()

  constructor(cluster: Cluster) {
    this.#cluster = cluster
  }

  /**
   * The names of those ids that a broker knows by now. Rejects with a KafkaError when none of them
   * answers.
   */
  async namesOf(ids: readonly Uuid[], deadline: Deadline): Promise<ReadonlyMap<Uuid, string>> {
    const { topicNames } = this.#cluster.metadata.snapshot
    for (const [id, name] of topicNames) this.#names.set(id, name)
    const unknown = ids.filter((id) => !this.#names.has(id))
    if (unknown.length > 0) await this.#ask(unknown, deadline)
    const found = ids.flatMap((id) => {
      const name = this.#names.get(id)
      return name === undefined ? [] : [[id, name] as const]
    })
    this.#forgetAllBut(found)
    return new Map(found)
  }

  async #ask(ids: readonly Uuid[], deadline: Deadline): Promise<void> {
    const { topics } = await this.#cluster.send(
      'any',
      ApiKey.Metadata,
      () => ({
        topics: ids.map((topicId) => ({ topicId, name: null })),
        allowAutoTopicCreation: false,
      }),
      deadline,
    )
    const found = topics.filter(({ errorCode }) => errorCode === ErrorCode.none)
    for (const { topicId, name } of found) if (name !== null) this.#names.set(topicId, name)
    this.#cluster.metadata.addTopics(found.flatMap(({ name }) => name ?? []))
  }

  #forgetAllBut(found: readonly (readonly [Uuid, string])[]): void {
    this.#names.clear()
    for (const [id, name] of found) this.#names.set(id, name)
  }
}
