import type { Metadata } from './metadata.ts'

const blockSize = 1000n // As Kafka's: one write per thousand producers.

/** Gives out producer ids, each at most once for ever: a block is reserved before it is used. */
export class ProducerIds {
  readonly #metadata: Metadata
  #next = 0n
  #end = 0n
  #reserving: Promise<void> | undefined

  constructor(metadata: Metadata) {
    this.#metadata = metadata
  }

  async take(): Promise<bigint> {
    while (this.#next === this.#end) await (this.#reserving ??= this.#reserve())
    const producerId = this.#next
    this.#next += 1n
    return producerId
  }

  async #reserve(): Promise<void> {
    try {
      this.#next = await this.#metadata.change((image) => {
        const nextProducerId = String(image.nextProducerId + blockSize)
        const record = { kind: 'producer-ids-reserved', nextProducerId } as const
        return { records: [record], result: image.nextProducerId }
      })
      this.#end = this.#next + blockSize
    } finally {
      this.#reserving = undefined
    }
  }
}
