import { noEffect, type Effect } from '@barnabus/base'

/** Why settings about copying records between brokers do nothing. */
export const noReplication: Effect = noEffect(
  'all replicas of a partition are one log in one process: nothing is copied between them',
)

/** Why settings about a quorum of controllers do nothing. */
export const noQuorum: Effect = noEffect(
  'this process keeps the metadata itself: there is no quorum of controllers to talk to',
)

/** Why numbers of threads do nothing. */
export const noThreads: Effect = noEffect('one event loop does the work; there are no such threads')

/** Why settings about tiered storage are refused. */
export const noTieredStorage = 'tiered storage is not implemented.'
