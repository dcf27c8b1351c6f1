import type { TopicPartition } from '../../topic-partition.ts'

/** Which partitions of a topic; left out: all, whoever has them. */
export interface TopicChoice {
  readonly topic: string
  readonly partitions?: readonly number[] | undefined
}

interface Pauses {
  isWhole: boolean
  /** Paused, or, where the whole topic is, resumed. */
  readonly exceptions: Set<number>
}

/** What a program does not want to read for now, whether it is assigned or not. */
export class PausedTopics {
  readonly #topics = new Map<string, Pauses>()

  pause(choices: readonly TopicChoice[]): void {
    this.#change(choices, true)
  }

  resume(choices: readonly TopicChoice[]): void {
    this.#change(choices, false)
  }

  has({ topic, partition }: TopicPartition): boolean {
    const pauses = this.#topics.get(topic)
    return pauses !== undefined && pauses.exceptions.has(partition) !== pauses.isWhole
  }

  #change(choices: readonly TopicChoice[], isPaused: boolean): void {
    for (const { topic, partitions } of choices) {
      if (partitions === undefined) {
        this.#topics.set(topic, { isWhole: isPaused, exceptions: new Set() })
        continue
      }
      const pauses = this.#topics.get(topic) ?? { isWhole: false, exceptions: new Set() }
      this.#topics.set(topic, pauses)
      for (const partition of partitions) {
        if (isPaused === pauses.isWhole) pauses.exceptions.delete(partition)
        else pauses.exceptions.add(partition)
      }
    }
  }
}
