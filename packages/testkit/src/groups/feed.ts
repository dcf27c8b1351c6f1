import { setTimeout as sleep } from 'node:timers/promises'

import { isOperatingError } from '@barnabus/base'
import { ApiKey, encodeBatch } from '@barnabus/protocol'

import { RawConnection } from '../raw-connection.ts'

const pauseMs = 100
const recordsAtOnce = 5

/** Sends records to all partitions of topics, all the time, whatever happens to the broker. */
export class Feed {
  readonly #bootstrap: string
  /** How many partitions each topic has. */
  readonly #topics: Map<string, number>
  #isOver = false
  readonly #ended: Promise<void>

  constructor(bootstrap: string, topics: readonly string[], partitionCount: number) {
    this.#bootstrap = bootstrap
    this.#topics = new Map(topics.map((topic) => [topic, partitionCount]))
    this.#ended = this.#run()
  }

  /** These topics have so many partitions by now. */
  grow(topics: readonly string[], partitionCount: number): void {
    for (const topic of topics) this.#topics.set(topic, partitionCount)
  }

  /** Resolves when the last record has been sent. */
  async stop(): Promise<void> {
    this.#isOver = true
    await this.#ended
  }

  async #run(): Promise<void> {
    let connection: RawConnection | undefined
    while (!this.#isOver) {
      try {
        connection ??= await RawConnection.open(this.#bootstrap)
        await this.#sendTo(connection)
      } catch (error) {
        // The broker is being killed; what it has not acknowledged may be there all the same.
        if (!isOperatingError(error) && !isRefused(error)) throw error
        connection = undefined
      }
      await sleep(pauseMs)
    }
    connection?.close()
  }

  async #sendTo(connection: RawConnection): Promise<void> {
    await connection.send(ApiKey.Produce, 9, {
      acks: -1,
      timeoutMs: 10_000,
      topicData: Array.from(this.#topics, ([name, count]) => ({
        name,
        partitionData: Array.from({ length: count }, (_, index) => ({
          index,
          records: someRecords(),
        })),
      })),
    })
  }
}

function someRecords(): Uint8Array {
  const timestamp = BigInt(Date.now())
  const record = { key: null, value: new TextEncoder().encode('work'), timestamp }
  return encodeBatch({ records: Array.from({ length: recordsAtOnce }, () => record) })
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect'
}
