/**
 * Mistakes on purpose, made below the broker: the kill loop must notice each of them, or it proves
 * nothing. They live here, so the product has no switch for being wrong.
 */
import { basename, dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { File, Files } from '@barnabus/base'

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
      return withLog(files, (file) => honestAtFirst(file, () => Promise.resolve()))
    case 'acknowledged-before-sync':
      return withLog(files, (file) => honestAtFirst(file, () => syncLater(file)))
    case 'no-producers-in-snapshots':
      return withEmptySnapshots(files)
  }
}

/** At first all is well, or there would be no topic, and nobody whose records could be lost. */
function honestAtFirst(file: File, sync: () => Promise<void>): File {
  let syncs = 0
  return {
    ...rest(file),
    sync: async () => {
      syncs += 1
      await (syncs <= honestSyncs ? file.sync() : sync())
    },
  }
}

const honestSyncs = 30
const syncDelayMs = 40

/** Claims to have synced, and does it soon. */
function syncLater(file: File): Promise<void> {
  void sleep(syncDelayMs).then(() => file.sync())
  return Promise.resolve()
}

/**
 * Producer snapshots are written, whole, and have nobody in them. (One that is not there at all is
 * made up for from the batches, so its absence is no mistake that anybody could notice.)
 */
function withEmptySnapshots(files: Files): Files {
  const open: Files['open'] = async (path, mode) => {
    const file = await files.open(path, mode)
    if (!path.includes('.snapshot')) return file
    return { ...rest(file), write: (_, position) => file.write([emptySnapshot], position) }
  }
  return { ...files, open }
}

// Version 1, the CRC-32C of what follows, and an empty list.
const emptySnapshot = Buffer.from('0001' + '48674bc7' + '00000000', 'hex')

/** Changes the files that promises rest on; with the others broken, nothing would start at all. */
function withLog(files: Files, change: (file: File) => File): Files {
  const open: Files['open'] = async (path, mode) => {
    const file = await files.open(path, mode)
    return basename(dirname(path)) === 'wal' ? change(file) : file
  }
  return { ...files, open }
}

/** A file's other operations, as plain properties. */
function rest(file: File): File {
  return {
    read: (target, position) => file.read(target, position),
    write: (parts, position) => file.write(parts, position),
    sync: () => file.sync(),
    truncate: (sizeBytes) => file.truncate(sizeBytes),
    sizeBytes: () => file.sizeBytes(),
    close: () => file.close(),
  }
}
