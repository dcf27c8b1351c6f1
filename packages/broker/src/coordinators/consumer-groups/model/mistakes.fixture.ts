import { ConsumerGroup } from '../consumer-group.ts'
import type { WorldMistakes } from './model-world.fixture.ts'

/** Mistakes on purpose: the model must notice each of them, or it proves nothing. */
export const mistakes: Readonly<Record<string, WorldMistakes & { readonly handsOutEarly?: true }>> =
  {
    'partitions are handed out before they are given up': { handsOutEarly: true },
    'epochs are not written down': { loses: ({ kind }) => kind === 'group-epoch' },
    'members that are gone are kept': {
      ignores: ({ kind, value }) => kind === 'subscription' && value === null,
    },
    'sessions never end': { forgets: (timer) => timer.includes(' session ') },
    'whoever was a member may commit': { commitsFromAnyone: true },
    'answers do not wait for the disk': { acknowledgesAtOnce: true },
  }

/** Does `work` with a mistake in the code where the world has no place for it. */
export async function withMistake(
  { handsOutEarly }: { readonly handsOutEarly?: true },
  work: () => Promise<void>,
): Promise<void> {
  if (handsOutEarly !== true) return await work()
  const honest = Object.getOwnPropertyDescriptor(ConsumerGroup.prototype, 'ownerOf')
  ConsumerGroup.prototype.ownerOf = () => undefined
  try {
    await work()
  } finally {
    if (honest !== undefined) Object.defineProperty(ConsumerGroup.prototype, 'ownerOf', honest)
  }
}
