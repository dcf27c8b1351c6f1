import { int, noEffect, short } from '@barnabus/base'

const noRetry = noEffect('partitions and coordinators are in one process: nobody has to ask again')

/** Settings of transactions. */
export const transactionProperties = {
  'add.partitions.to.txn.retry.backoff.max.ms': int({
    default: 100,
    min: 0,
    doc: 'For how long a partition asks to be added to a transaction while another one ends.',
    effect: noRetry,
  }),
  'add.partitions.to.txn.retry.backoff.ms': int({
    default: 20,
    min: 1,
    doc: 'How long it waits in between.',
    effect: noRetry,
  }),
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': int({
    default: 10_000,
    min: 1,
    doc: 'How often transactions are looked for that take longer than their producers allow.',
  }),
  'transaction.max.timeout.ms': int({
    default: 900_000,
    min: 1,
    doc: 'How long a producer may let its transactions take at most.',
  }),
  'transaction.remove.expired.transaction.cleanup.interval.ms': int({
    default: 3_600_000,
    min: 1,
    doc: 'How often transactional ids are looked for that nobody uses any more.',
  }),
  'transaction.state.log.load.buffer.size': int({
    default: 5_242_880,
    min: 1,
    doc: 'How much of the topic of transactions is read at a time at the start.',
    effect: noEffect('it is read in pieces of 4 MiB'),
  }),
  'transaction.state.log.min.isr': int({
    default: 2,
    min: 1,
    doc: 'What min.insync.replicas of the topic of transactions is set to when it is made.',
    effect: noEffect('the coordinator writes to its own disk, which has all replicas'),
  }),
  'transaction.state.log.num.partitions': int({
    default: 50,
    min: 1,
    doc: 'How many partitions the topic of transactions gets when it is made.',
  }),
  'transaction.state.log.replication.factor': short({
    default: 3,
    min: 1,
    doc: 'How many replicas it gets; at most one on each node.',
  }),
  'transaction.state.log.segment.bytes': int({
    default: 104_857_600,
    min: 1,
    doc: 'The segment size of the topic of transactions when it is made, and at least 1 MiB.',
  }),
  'transactional.id.expiration.ms': int({
    default: 604_800_000,
    min: 1,
    doc: 'A transactional id that has not been used for so long is forgotten.',
  }),
} as const
