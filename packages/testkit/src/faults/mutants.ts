/**
 * Mistakes on purpose, made below the broker: the kill loop must notice each of them, or it proves
 * nothing. They live here, so the product has no switch for being wrong.
 */
import { basename, dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { File, Files } from '@barnabus/base'

import { tamperedWith } from '../disk/tampering.ts'

export const mutantNames = [
  'no-sync',
  'acknowledged-before-sync',
  'no-producers-in-snapshots',
] as const

export type MutantName = (typeof mutantNames)[number]

/** `files`, with that mistake. */
export function mutated(files: Files, mutant: MutantName): Files {
  switch (mutant) {
    case 'no-sync':
      return withLogSync(files, () => Promise.resolve())
    case 'acknowledged-before-sync':
      return withLogSync(files, syncLater)
    case 'no-producers-in-snapshots':
      return withEmptySnapshots(files)
  }
}

// At first all is well, or there would be no topic, and nobody whose records could be lost.
const honestSyncs = 30
const syncDelayMs = 40

/** Changes what a sync of the write-ahead log is; without the others nothing would start at all. */
function withLogSync(files: Files, sync: (file: File) => Promise<void>): Files {
  return tamperedWith(files, (file, path) => {
    if (basename(dirname(path)) !== 'wal') return {}
    let syncs = 0
    return {
      sync: async () => {
        syncs += 1
        await (syncs <= honestSyncs ? file.sync() : sync(file))
      },
    }
  })
}

/** Claims to have synced, and does it soon. */
function syncLater(file: File): Promise<void> {
  void sleep(syncDelayMs).then(() => file.sync())
  return Promise.resolve()
}

/**
 * Producer snapshots are written, whole, and have nobody in them. (One that is not there at all is
 * made up for from the batches, as long as those are kept.)
 */
function withEmptySnapshots(files: Files): Files {
  return tamperedWith(files, (file, path) =>
    path.includes('.snapshot')
      ? { write: (_, position) => file.write([emptySnapshot], position) }
      : {},
  )
}

// Version 1, the CRC-32C of what follows, and an empty list.
const emptySnapshot = Buffer.from('0001' + '48674bc7' + '00000000', 'hex')
