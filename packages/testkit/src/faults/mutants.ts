/**
 * Mistakes on purpose, made below the broker: the kill loop must notice each of them, or it proves
 * nothing. They live here, so the product has no switch for being wrong.
 */
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { File, Files } from '@barnabus/base'

export const mutantNames = ['no-sync', 'acknowledged-before-sync', 'no-producer-snapshot'] as const

export type MutantName = (typeof mutantNames)[number]

/** `files`, with that mistake. */
export function mutated(files: Files, mutant: MutantName): Files {
  switch (mutant) {
    case 'no-sync':
      return withFiles(files, (file) => ({ ...rest(file), sync: () => Promise.resolve() }))
    case 'acknowledged-before-sync':
      return withFiles(files, (file) => ({ ...rest(file), sync: () => syncLater(file) }))
    case 'no-producer-snapshot':
      return withoutSnapshots(files)
  }
}

const syncDelayMs = 40

/** Claims to have synced, and does it soon. */
function syncLater(file: File): Promise<void> {
  void sleep(syncDelayMs).then(() => file.sync())
  return Promise.resolve()
}

/** Producer snapshots seem to be written, and are gone afterwards. */
function withoutSnapshots(files: Files): Files {
  const isSnapshot = (path: string): boolean => basename(path).endsWith('.snapshot')
  return {
    ...files,
    list: async (path) => (await files.list(path)).filter((name) => !isSnapshot(name)),
    exists: async (path) => !isSnapshot(path) && (await files.exists(path)),
  }
}

function withFiles(files: Files, change: (file: File) => File): Files {
  return { ...files, open: async (path, mode) => change(await files.open(path, mode)) }
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
