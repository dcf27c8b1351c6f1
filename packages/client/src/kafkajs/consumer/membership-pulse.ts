import type { Clock, Timer } from '@barnabus/base'

import type { Consumer as OwnConsumer } from '../../consumer/consumer.ts'
import type { Instrumentation } from '../instrumentation.ts'
import type { ConsumerEventPayloads } from './consumer-events.ts'

/** Says every so often that the consumer is a member of its group, for those who watch over it. */
export class MembershipPulse {
  readonly #consumer: OwnConsumer
  readonly #instrumentation: Instrumentation<ConsumerEventPayloads>
  readonly #clock: Clock
  readonly #intervalMs: number
  #timer: Timer | undefined

  constructor(parts: {
    readonly consumer: OwnConsumer
    readonly instrumentation: Instrumentation<ConsumerEventPayloads>
    readonly clock: Clock
    readonly intervalMs: number
  }) {
    this.#consumer = parts.consumer
    this.#instrumentation = parts.instrumentation
    this.#clock = parts.clock
    this.#intervalMs = parts.intervalMs
  }

  start(): void {
    this.#timer = this.#clock.after(this.#intervalMs, () => {
      this.#beat()
      this.start()
    })
  }

  stop(): void {
    this.#timer?.cancel()
  }

  #beat(): void {
    const { groupId, memberId, generationId: groupGenerationId } = this.#consumer.groupMetadata
    if (groupGenerationId < 0) return
    this.#instrumentation.emit('consumer.heartbeat', { groupId, memberId, groupGenerationId })
  }
}
