/** What stands in a partition: who wrote what, and where its transaction ended. */

/** One batch of a producer; a producer without a name writes outside of transactions. */
interface Write {
  readonly write: readonly string[]
  readonly by: Producer | undefined
}

interface End {
  readonly end: 'commit' | 'abort'
  readonly by: Producer
}

export type Step = Write | End

type Producer = 'P' | 'Q'

/** How transactions and their markers can lie in a log, and what is visible of them. */
export interface Layout {
  readonly title: string
  /** Done before anybody reads. */
  readonly steps: readonly Step[]
  /** Done when everybody has read what those steps show. */
  readonly afterwards: readonly Step[]
}

// A fetch of any client ends before the tenth of them: it asks for 1 MiB of a partition at most.
const largeSize = 100_000
const largeCount = 13

/** A value's name is its start; a large one has a tail, so that a fetch or a segment ends near. */
export function valueOf(name: string): Uint8Array {
  return Buffer.from(name.startsWith('large') ? name.padEnd(largeSize, '.') : name)
}

/** The name of the value. */
export function nameOf(value: Uint8Array): string {
  return Buffer.from(value).toString().replace(/\.+$/, '')
}

export const layouts: readonly Layout[] = [
  {
    title: 'two aborted transactions of one producer in a fetch',
    steps: [
      ...transaction('P', ['first 1', 'first 2'], 'commit'),
      ...transaction('P', ['aborted 1', 'aborted 2'], 'abort'),
      ...transaction('P', ['aborted 3', 'aborted 4'], 'abort'),
      ...transaction('P', ['last'], 'commit'),
    ],
    afterwards: [],
  },
  {
    title: 'aborted transactions that end in another order than they began',
    steps: [
      write('P', 'aborted 1'),
      write('Q', 'aborted 2'),
      write(undefined, 'between'),
      end('Q', 'abort'),
      write('P', 'aborted 3'),
      end('P', 'abort'),
      ...transaction('Q', ['last'], 'commit'),
    ],
    afterwards: [],
  },
  {
    title: 'the marker in a later fetch',
    steps: [
      write('P', 'aborted 1', 'aborted 2'),
      ...large('between', undefined),
      write('P', 'aborted 3'),
      end('P', 'abort'),
      ...transaction('P', ['last'], 'commit'),
    ],
    afterwards: [],
  },
  {
    title: 'more in transactions than fits into a fetch',
    steps: [
      ...large('aborted', 'P'),
      end('P', 'abort'),
      ...large('committed', 'P'),
      end('P', 'commit'),
    ],
    afterwards: [],
  },
  {
    title: 'an open transaction at the end',
    steps: [
      ...transaction('Q', ['first'], 'commit'),
      write('P', 'open'),
      write(undefined, 'behind it'),
      ...transaction('Q', ['committed behind it'], 'commit'),
    ],
    afterwards: [end('P', 'abort')],
  },
]

function write(by: Producer | undefined, ...names: readonly string[]): Write {
  return { write: names, by }
}

function end(by: Producer, outcome: 'commit' | 'abort'): End {
  return { end: outcome, by }
}

function transaction(
  by: Producer,
  names: readonly string[],
  outcome: 'commit' | 'abort',
): readonly Step[] {
  return [write(by, ...names), end(by, outcome)]
}

function large(name: string, by: Producer | undefined): readonly Step[] {
  return Array.from({ length: largeCount }, (_, number) => write(by, `large ${name} ${number}`))
}

/** What a reader of committed records is shown after these steps: up to the first that is open. */
export function committedIn(steps: readonly Step[]): readonly string[] {
  const shown: string[] = []
  for (const [position, step] of steps.entries()) {
    if (!('write' in step)) continue
    const outcome = step.by === undefined ? 'commit' : outcomeOf(step.by, steps.slice(position))
    if (outcome === undefined) break
    if (outcome === 'commit') shown.push(...step.write)
  }
  return shown
}

/** What is never to be seen. */
export function abortedIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step, position) => {
    if (!('write' in step) || step.by === undefined) return []
    return outcomeOf(step.by, steps.slice(position)) === 'abort' ? step.write : []
  })
}

function outcomeOf(by: Producer, rest: readonly Step[]): 'commit' | 'abort' | undefined {
  return rest.flatMap((step) => ('end' in step && step.by === by ? [step.end] : []))[0]
}
