import { ApiKey } from '@barnabus/protocol'

import type { RawConnection } from '../raw-connection.ts'
import { eventually } from '../stories/eventually.ts'
import { holds } from '../stories/story.ts'
import { layouts, valueOf, type Step } from './layouts.ts'
import { RawTransactions, type TransactionVersion } from './raw-transactions.ts'
import { untilItIsFree } from './until-it-is-free.ts'
import { writePlain } from './write-plain.ts'

/** A partition of each layout, in each version of transactions. */
export const placements = layouts.flatMap((layout) =>
  ([1, 2] as const).map((version) => ({ layout, version })),
)

/** Writes every layout to a partition of its own. */
export class LayoutsWriter {
  readonly #connection: RawConnection
  readonly #topic: string
  readonly #producers = new Map<string, RawTransactions>()

  constructor(connection: RawConnection, topic: string) {
    this.#connection = connection
    this.#topic = topic
  }

  /** Makes the topic and writes what stands there before anybody reads. */
  async write(
    configs: readonly { readonly name: string; readonly value: string }[],
  ): Promise<void> {
    const topic = { name: this.#topic, numPartitions: placements.length, replicationFactor: 1 }
    await untilItIsFree(
      () =>
        this.#connection.send(ApiKey.CreateTopics, 7, {
          timeoutMs: 10_000,
          topics: [{ ...topic, assignments: [], configs: [...configs] }],
        }),
      ({ topics }) => topics[0]?.errorCode,
    )
    for (const [partition, { layout, version }] of placements.entries()) {
      await this.#do(layout.steps, partition, version)
    }
    await this.#untilStable(({ afterwards }) => afterwards.length === 0)
  }

  /** Ends what is open. */
  async finish(): Promise<void> {
    for (const [partition, { layout, version }] of placements.entries()) {
      await this.#do(layout.afterwards, partition, version)
    }
    await this.#untilStable(() => true)
  }

  async #do(steps: readonly Step[], partition: number, version: TransactionVersion): Promise<void> {
    for (const step of steps) {
      if ('end' in step) {
        await (await this.#producer(step.by, partition, version)).end(step.end)
      } else if (step.by === undefined) {
        await writePlain(this.#connection, this.#topic, partition, step.write.map(valueOf))
      } else {
        await (await this.#producer(step.by, partition, version)).send(step.write.map(valueOf))
      }
    }
  }

  async #producer(
    name: string,
    partition: number,
    version: TransactionVersion,
  ): Promise<RawTransactions> {
    const transactionalId = `${this.#topic}-${partition}-${name}`
    const known = this.#producers.get(transactionalId)
    if (known !== undefined) return known
    const where = { topic: this.#topic, partition }
    const producer = await RawTransactions.open(this.#connection, {
      ...where,
      transactionalId,
      version,
    })
    this.#producers.set(transactionalId, producer)
    return producer
  }

  /** Waits for the markers: the answer to EndTxn may come before they are written. */
  #untilStable(
    concerns: (layout: (typeof placements)[number]['layout']) => boolean,
  ): Promise<void> {
    return eventually(async () => {
      const [stable, all] = [await this.#ends(1), await this.#ends(0)]
      for (const [partition, { layout }] of placements.entries()) {
        const isStable = !concerns(layout) || stable.get(partition) === all.get(partition)
        holds(isStable, `${layout.title}: the last stable offset stays ${stable.get(partition)}`)
      }
    })
  }

  async #ends(isolationLevel: 0 | 1): Promise<ReadonlyMap<number, bigint>> {
    const partitions = placements.map((_, partitionIndex) => ({ partitionIndex, timestamp: -1n }))
    const { topics } = await this.#connection.send(ApiKey.ListOffsets, 7, {
      ...{ replicaId: -1, isolationLevel },
      topics: [{ name: this.#topic, partitions }],
    })
    const answers = topics[0]?.partitions ?? []
    return new Map(answers.map(({ partitionIndex, offset }) => [partitionIndex, offset]))
  }
}
