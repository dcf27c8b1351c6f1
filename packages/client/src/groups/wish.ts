import type { Metadata } from '../cluster/metadata.ts'
import type { Deadline } from '../deadline.ts'
import type { Subscription } from './group-member.ts'

/**
 * What a member wants to read, as far as the client matches it against the topics that there are. A
 * pattern may match anywhere in a name, as everywhere in JavaScript, unless it is anchored.
 */
export class Wish {
  readonly #metadata: Metadata
  readonly #excludeInternal: boolean
  #subscription: Subscription | undefined

  constructor(metadata: Metadata, how: { readonly excludeInternal: boolean }) {
    this.#metadata = metadata
    this.#excludeInternal = how.excludeInternal
  }

  /** The names of the topics, in order. */
  get topics(): readonly string[] {
    if (this.#subscription?.kind === 'topics') {
      return Array.from(new Set(this.#subscription.topics)).toSorted()
    }
    if (this.#subscription?.kind !== 'pattern') return []
    return Array.from(this.#metadata.snapshot.topics.values())
      .filter(({ isInternal, errorCode }) => {
        return errorCode === 0 && !(isInternal && this.#excludeInternal)
      })
      .map(({ name }) => name)
      .filter((name) => this.isMatched(name))
      .toSorted()
  }

  /** What the broker matches instead of us; '' if there is nothing for it to match. */
  get brokerPattern(): string {
    return this.#subscription?.kind === 'broker-pattern' ? this.#subscription.pattern : ''
  }

  /** Whether there is a pattern for a topic, which need not be known here yet. */
  isMatched(topic: string): boolean {
    return this.#subscription?.kind === 'pattern' && this.#subscription.pattern.test(topic)
  }

  /** Wants this from now on, and has the cluster asked about it. */
  change(subscription: Subscription): void {
    const before = this.#subscription
    this.#subscription = withoutMemory(subscription)
    const names = subscription.kind === 'topics' ? subscription.topics : []
    if (subscription.kind === 'pattern') this.#metadata.setInterest('all')
    else if (before?.kind === 'pattern') this.#metadata.setInterest(new Set(names))
    else this.#metadata.addTopics(names)
  }

  /** Sees to it that a pattern is matched against the topics that there are now. */
  async refresh(deadline: Deadline): Promise<void> {
    if (this.#subscription?.kind === 'pattern') await this.#metadata.refresh(deadline)
  }
}

/** Without the flags by which a pattern remembers where it last stopped. */
function withoutMemory(subscription: Subscription): Subscription {
  if (subscription.kind !== 'pattern') return subscription
  const { source, flags } = subscription.pattern
  return { kind: 'pattern', pattern: new RegExp(source, flags.replaceAll(/[gy]/g, '')) }
}
