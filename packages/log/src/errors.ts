import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong in this package and is not an answer to a client. */
export const logErrors = defineErrors('LOG', {
  DIRECTORY_LOCKED: (path: string) =>
    `Cannot open data directory "${path}": another process is using it`,
  DIRECTORY_FOREIGN: (path: string, reason: string) =>
    `Cannot open data directory "${path}": ${reason}`,
  DIRECTORY_FAILED: (path: string, action: string) =>
    `Cannot ${action} in data directory "${path}": nothing can be acknowledged any more`,
  WAL_DAMAGED: (path: string, position: number, detail: string) =>
    `Cannot read "${path}": damaged at byte ${position}, below what was acknowledged (${detail})`,
  WAL_MISSING: (path: string, detail: string) =>
    `Cannot recover data directory "${path}": a part of its write-ahead log is missing (${detail})`,
  PARTITION_OFFLINE: (name: string, detail: string) => `Cannot serve partition ${name}: ${detail}`,
  OFFSET_OUT_OF_RANGE: (offset: bigint, from: bigint, to: bigint) =>
    `Cannot delete records before offset ${offset}: the log holds ${from} to ${to}`,
})
