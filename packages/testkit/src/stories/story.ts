import type { CommandOf } from '../clients/toolchains.ts'
import type { Engine, EngineNode } from '../engines/engine.ts'
import { testkitErrors } from '../errors.ts'

/** Where a story is told. */
export interface Stage {
  readonly engine: Engine
  /** How the nodes are at the moment; part of topic names, so that each telling has its own. */
  readonly chapter: Chapter
  /** For files that clients read. */
  readonly directory: string
  readonly commandOf: CommandOf
}

/** Each story is told in both: a cluster without one of its nodes is a cluster. */
export const chapters = ['all-up', 'after-a-kill'] as const

export type Chapter = (typeof chapters)[number]

/**
 * Something that holds on every engine, told by clients.
 *
 * `tell` throws an error whose message says what does not hold.
 */
export interface Story {
  /** A sentence about what holds. */
  readonly title: string
  readonly tell: (stage: Stage) => Promise<void>
}

/** Throws STORY unless it holds. */
export function holds(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw testkitErrors.STORY(otherwise)
}

/** A node that runs, for requests that may go to any. */
export function anyNode({ engine }: Stage): EngineNode {
  const node = engine.nodes.find(({ isRunning }) => isRunning)
  holds(node !== undefined, 'no node runs')
  return node
}
