import { Buffer } from 'node:buffer'

import { Consumer, type ProducerSettings } from '@barnabus/client'

import { startDedup } from '../dedup/start-dedup.ts'
import { busErrors } from '../errors.ts'
import { tellingNewDeaths } from '../dead-letters/new-deaths.ts'
import { Undone, unlessUndone } from '../dead-letters/undone.ts'
import { counted, OutcomeCounts } from '../observation/outcome-counts.ts'
import { reported, Reporting } from '../receipts/reporting.ts'
import { durationMs } from '../retry/duration.ts'
import { repeated } from '../requests/repeated.ts'
import { StoredReplies } from '../requests/stored-replies.ts'
import { Draining } from '../retry/draining.ts'
import type { PendingReader } from '../retry/read-pending.ts'
import { prepareRepliesTopic, prepareTopics } from '../retry/own-topics.ts'
import { PendingKeys } from '../retry/pending-keys.ts'
import { retryPlan, withRetired, type RetryPlan } from '../retry/retry-plan.ts'
import { Settlement, type SettlementOptions } from '../settle/settlement.ts'

import { together } from '../settle/further-records.ts'
import { storeProblem } from '../stores/store-policy.ts'
import { startStoreRounds } from '../stores/start-store-rounds.ts'
import type { Topic } from '../topics/topic.ts'
import { Admission } from './admission.ts'
import { Attempts, type EncodeReply } from './attempts.ts'
import type { Handler } from './context.ts'
import type { HandleOptions } from './handle-options.ts'
import { Handling } from './handling.ts'
import { Holds } from './holds.ts'
import { togetherAssignor } from './together-assignor.ts'
import type { Workshop } from './workshop.ts'

const defaultConcurrency = 16
const instanceBytes = 8
const fetchWaitMs = 100

/**
 * Makes the topics that handling a topic needs, and begins to handle it. Rejects with POLICY_REFUSED
 * and TOPIC_UNFIT where the promise could not hold, and then has joined no group.
 */
export async function startHandling<Value>(
  topic: Topic<never, Value>,
  options: HandleOptions,
  handler: Handler<Value>,
  workshop: Workshop,
  encodeReply?: EncodeReply,
): Promise<Handling> {
  const { admin, clock, steps, logger, signal, records, claims } = workshop
  const wanted = retryPlan(topic.name, options)
  const { concurrency = defaultConcurrency, from = 'earliest', store } = options
  const { delivery = 'at-least-once' } = options
  const graceMs = durationMs(options.grace ?? '30s')
  const problem = problemOf({ concurrency, graceMs }) ?? storeProblem(options)
  if (problem !== undefined) throw busErrors.POLICY_REFUSED(topic.name, options.group, problem)
  const plan = await withRetired(wanted, admin, signal)
  await prepareTopics(admin, plan, signal)
  const started = await startDedup(plan, options, workshop)
  const dedup = started?.dedup
  const consumer = consumerOf(options, from, workshop)
  const reporting = new Reporting({
    ...{ ...workshop.confirming, clock, logger },
    ...{ group: options.group, answersRequests: encodeReply !== undefined },
  })
  const pending = new PendingKeys()
  const holds = new Holds(consumer, clock)
  const producerSettings: ProducerSettings = { ...workshop.settings, ...options.producer }
  const reader = { admin, settings: workshop.settings, options: workshop.options, signal }
  const memory = encodeReply && (await memoryOf(plan, reader))
  const first = new Attempts({
    ...{ plan, topic, handler, encodeReply, pending, dedup },
    ...{ steps, clock, signal, store, records, claims },
  })
  const again = memory ? repeated(first, memory, workshop.confirming.counts) : first
  const draining = new Draining(plan, consumer, reader, clock)
  const undone = new Undone(plan, reader, clock)
  const unlessTaken = unlessUndone(
    tellingNewDeaths(reported(again, reporting, signal), plan, logger),
    undone,
  )
  const counts = new OutcomeCounts()
  const attempts = counted(unlessTaken, counts, clock)
  const shared = { plan, consumer, attempts, pending, draining, reader, concurrency }
  const further = {
    further: together(reporting, undone, ...(memory ? [memory] : [])),
    ...{ from, dedup: started?.plan, producerSettings, workshop },
  }
  const external = store && (await startStoreRounds(store, { ...shared, ...further }))
  const memories = [...(memory ? [memory] : []), ...(started?.memories ?? [])]
  const handling = new Handling({
    ...{ ...shared, counts, options, delivery, external, memories },
    ...{ dedup, admin, holds, steps, clock, logger },
    from: from === 'latest' ? 'latest' : 'earliest',
    graceMs: graceMs!,
    settlement: settlementOf({ plan, delivery, consumer, ...further }),
    admission: new Admission({ plan, pending, draining, holds, clock }),
  })
  await handling.start()
  return handling
}

/** Where replies to requests that may be repeated are kept. */
async function memoryOf(plan: RetryPlan, reader: PendingReader): Promise<StoredReplies> {
  await prepareRepliesTopic(reader.admin, plan, reader.signal)
  return new StoredReplies(plan.repliesTopic, reader)
}

/** Why this cannot be meant; undefined: it can. */
function problemOf(given: {
  readonly concurrency: number
  readonly graceMs: number | undefined
}): string | undefined {
  if (!(Number.isInteger(given.concurrency) && given.concurrency >= 1)) {
    return 'concurrency is at least 1'
  }
  return given.graceMs === undefined ? 'grace is no time span' : undefined
}

function consumerOf(
  options: HandleOptions,
  from: NonNullable<HandleOptions['from']>,
  workshop: Workshop,
): Consumer {
  const isOwnPosition = options.store !== undefined || from === 'fail'
  return new Consumer(
    {
      ...workshop.settings,
      // A partition that is read again when its messages are due joins the next fetch only.
      'fetch.max.wait.ms': fetchWaitMs,
      ...(options.consumer?.['group.protocol'] === undefined && workshop.consumer),
      ...options.consumer,
      'group.id': options.group,
      'enable.auto.commit': false,
      'isolation.level': 'read_committed',
      'auto.offset.reset': isOwnPosition ? 'none' : from,
      // Partition n of every topic with the same member: what keeps a key in one place.
      ...(options.consumer?.['group.protocol'] === 'consumer'
        ? { 'group.remote.assignor': 'range' }
        : { 'partition.assignment.strategy': [togetherAssignor.name] }),
    },
    { ...workshop.options, assignors: [togetherAssignor] },
  )
}

function settlementOf({
  producerSettings,
  workshop,
  ...parts
}: Pick<SettlementOptions, 'plan' | 'delivery' | 'consumer' | 'further'> & {
  readonly producerSettings: ProducerSettings
  readonly workshop: Workshop
}): Settlement {
  const { steps, clock, options } = workshop
  return new Settlement({
    ...{ ...parts, steps, clock, settings: producerSettings, producerOptions: options },
    transactionalId: transactionalIdOf(parts.plan, workshop),
  })
}

/** Of its own in each process: offsets are fenced by the group's generation (KIP-447). */
function transactionalIdOf({ source, group }: RetryPlan, { instance, random }: Workshop): string {
  const own = instance ?? Buffer.from(random.bytes(instanceBytes)).toString('hex')
  return `bus.${group}.${source}.${own}`
}
