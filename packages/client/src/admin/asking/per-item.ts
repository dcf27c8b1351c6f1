import { ErrorCode } from '@barnabus/protocol'

import { backoffMs } from '../../backoff.ts'
import type { Cluster, Patience, Target } from '../../cluster/cluster.ts'
import { Deadline } from '../../deadline.ts'
import { FailedItemsError, type Outcomes } from '../../errors/failed-items-error.ts'
import { brokerError, isKafkaError, type KafkaError } from '../../errors/kafka-error.ts'

/** What one item came to. */
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: KafkaError }

/** A call on several items, each of which belongs to some broker. */
export interface ItemsCall<Item, Result> {
  /** Completes 'Cannot …'. */
  readonly action: string
  readonly items: readonly Item[]
  /** What the item is called in results and errors. */
  readonly nameOf: (item: Item) => string
  /** The broker to ask about it, as far as is known now. */
  readonly route: (item: Item, deadline: Deadline) => Target | Promise<Target>
  /** Asks one broker about its items. What the answer does not mention has failed. */
  readonly ask: (
    to: Target,
    items: readonly Item[],
    deadline: Deadline,
  ) => Promise<ReadonlyMap<string, Outcome<Result>>>
  /** Whether the failure of one item is worth another attempt. Left out: if Kafka says so. */
  readonly retries?: (error: KafkaError) => boolean
  /** Forgets what led to the broker that failed. Left out: asks for the metadata again. */
  readonly reroute?: (items: readonly Item[], deadline: Deadline) => Promise<void> | void
}

/** What an answer says of one item: its result, unless there is an error. */
export function outcomeOf<Result>(
  errorCode: number,
  action: string,
  detail: string | null | undefined,
  result: () => Result,
): Outcome<Result> {
  if (errorCode === ErrorCode.none) return { kind: 'done', result: result() }
  return { kind: 'failed', error: brokerError(errorCode, action, detail) }
}

/** Failures of what a controller does that pass by themselves. */
export function retriedByController({ errorCode }: KafkaError): boolean {
  return errorCode === ErrorCode.notController || errorCode === ErrorCode.throttlingQuotaExceeded
}

/**
 * Asks the right broker about each item, all brokers at once, and again about those that failed for
 * a reason that may pass, until the deadline.
 *
 * Resolves with a result for each item, in the order of `items`. Rejects with a FailedItemsError if
 * any failed, when nothing is under way any more.
 */
export async function perItem<Item, Result>(
  cluster: Cluster,
  call: ItemsCall<Item, Result>,
  patience: Patience | Deadline = {},
): Promise<readonly Result[]> {
  const outcomes = await outcomesOf(cluster, call, patience)
  if (outcomes.errors.size > 0) throw new FailedItemsError(call.action, outcomes)
  return Array.from(outcomes.results.values())
}

/** The same for a caller who goes on whatever failed. */
export async function outcomesOf<Item, Result>(
  cluster: Cluster,
  call: ItemsCall<Item, Result>,
  patience: Patience | Deadline = {},
): Promise<Outcomes<Result>> {
  const deadline = patience instanceof Deadline ? patience : cluster.deadline(patience)
  const settled = new Map<string, Settled<Result>>()
  let pending = call.items
  for (let failures = 1; ; failures += 1) {
    deadline.throwIfAborted()
    for (const [name, outcome] of await askAll(call, pending, deadline)) settled.set(name, outcome)
    pending = pending.filter((item) => settled.get(call.nameOf(item))?.mayPass)
    if (pending.length === 0 || deadline.isOver) return inOrder(call, settled)
    await deadline.sleep(backoffMs(cluster.backoff, failures, cluster.env.random))
    if (deadline.isOver) return inOrder(call, settled)
    await (call.reroute ?? (() => refresh(cluster, deadline)))(pending, deadline)
  }
}

type Settled<Result> = Outcome<Result> & { readonly mayPass: boolean }

/** Asks each broker once about its items. */
async function askAll<Item, Result>(
  call: ItemsCall<Item, Result>,
  items: readonly Item[],
  deadline: Deadline,
): Promise<ReadonlyMap<string, Settled<Result>>> {
  const settled = new Map<string, Settled<Result>>()
  const parts = await byTarget(call, items, deadline, settled)
  const asked = parts.map(async ({ to, items: own }) => {
    const answer = await orKafkaError(async () => call.ask(to, own, deadline))
    for (const item of own) {
      const name = call.nameOf(item)
      settled.set(name, settle(call, name, answer))
    }
  })
  await Promise.all(asked)
  return settled
}

interface Part<Item> {
  readonly to: Target
  readonly items: Item[]
}

/** Which broker is asked about which items. Those that have none are settled. */
async function byTarget<Item, Result>(
  call: ItemsCall<Item, Result>,
  items: readonly Item[],
  deadline: Deadline,
  settled: Map<string, Settled<Result>>,
): Promise<readonly Part<Item>[]> {
  const parts = new Map<string, Part<Item>>()
  const targets = await Promise.all(
    items.map((item) => orKafkaError(async () => call.route(item, deadline))),
  )
  for (const [index, item] of items.entries()) {
    const to = targets[index]!
    if (isKafkaError(to)) {
      settled.set(call.nameOf(item), { kind: 'failed', error: to, mayPass: mayPass(call, to) })
      continue
    }
    const key = JSON.stringify(to)
    const part = parts.get(key)
    if (part === undefined) parts.set(key, { to, items: [item] })
    else part.items.push(item)
  }
  return Array.from(parts.values())
}

/** A request that failed as a whole failed for each of its items. */
function settle<Item, Result>(
  call: ItemsCall<Item, Result>,
  name: string,
  answer: ReadonlyMap<string, Outcome<Result>> | KafkaError,
): Settled<Result> {
  if (isKafkaError(answer)) return { kind: 'failed', error: answer, mayPass: answer.retriable }
  const outcome = answer.get(name)
  if (outcome === undefined) {
    const sentence = `the answer does not mention ${name}`
    const error = brokerError(ErrorCode.unknownServerError, call.action, sentence)
    return { kind: 'failed', error, mayPass: false }
  }
  return { ...outcome, mayPass: outcome.kind === 'failed' && mayPass(call, outcome.error) }
}

function mayPass<Item, Result>({ retries }: ItemsCall<Item, Result>, error: KafkaError): boolean {
  return retries === undefined ? error.retriable : retries(error)
}

function inOrder<Item, Result>(
  { items, nameOf }: ItemsCall<Item, Result>,
  settled: ReadonlyMap<string, Settled<Result>>,
): Outcomes<Result> {
  const results = new Map<string, Result>()
  const errors = new Map<string, KafkaError>()
  for (const name of items.map(nameOf)) {
    const outcome = settled.get(name)!
    if (outcome.kind === 'done') results.set(name, outcome.result)
    else errors.set(name, outcome.error)
  }
  return { results, errors }
}

async function refresh(cluster: Cluster, deadline: Deadline): Promise<void> {
  await orKafkaError(() => cluster.metadata.refresh(deadline)) // Who is asked next says what is wrong.
}

/** What it comes to, or why not; whatever is not a KafkaError (an abort) is thrown on. */
async function orKafkaError<Value>(attempt: () => Promise<Value>): Promise<Value | KafkaError> {
  try {
    return await attempt()
  } catch (error) {
    if (!isKafkaError(error)) throw error
    return error
  }
}
