import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong in this package and is not an answer to a client. */
export const brokerErrors = defineErrors('BROKER', {
  METADATA_DAMAGED: (path: string, reason: string) =>
    `Cannot read the metadata log in "${path}": ${reason}. Nothing was changed or deleted; ` +
    'restore this directory from a backup, or start on an empty one',
  METADATA_UNWRITABLE: (path: string, reason: string) =>
    `Cannot write to the metadata log in "${path}": ${reason}`,
  COORDINATOR_UNREADABLE: (partition: string, reason: string) =>
    `Cannot coordinate what is kept in ${partition}: ${reason}`,
  TRANSACTION_STATE: (transactionalId: string, status: number) =>
    `Cannot read the transaction of "${transactionalId}": there is no state ${status}`,
  CANNOT_LISTEN: (host: string, port: number, reason: string) =>
    `Cannot listen on ${host}:${port}: ${reason}`,
})
