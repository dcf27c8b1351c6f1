import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong in this package and is not an answer to a client. */
export const brokerErrors = defineErrors('BROKER', {
  METADATA_DAMAGED: (path: string, offset: bigint, reason: string) =>
    `Cannot read the metadata log in "${path}" at offset ${offset}: ${reason}. Nothing was ` +
    'changed or deleted; restore this directory from a backup, or start on an empty one',
})
