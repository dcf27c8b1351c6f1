/** Ways to break a log's promises from below, to see whether an ordeal notices. */
import type { File, Files } from '@barnabus/base'

/** Says that everything is on disk, and does nothing for it. */
export function withoutSync(files: Files): Files {
  return withSync(files, () => Promise.resolve())
}

/** The same, but only for the write-ahead log. */
export function withoutWalSync(files: Files): Files {
  return withSync(files, (file, path) => (path.includes('/wal/') ? Promise.resolve() : file.sync()))
}

/** Says that everything is on disk, and only then begins to bring it there. */
export function withSyncTooLate(files: Files): Files {
  return withSync(files, (file) => {
    void file.sync().catch(() => undefined)
    return Promise.resolve()
  })
}

/** Loses the producer snapshots, and nothing else. */
export function withoutProducerSnapshots(files: Files): Files {
  return {
    ...files,
    rename: (from, to) => (to.endsWith('.snapshot') ? files.remove(from) : files.rename(from, to)),
  }
}

/** Files whose operations are what `change` makes of them; those it does not name stay. */
export function tamperedWith(
  files: Files,
  change: (file: File, path: string) => Partial<File>,
): Files {
  return {
    ...files,
    async open(path, mode) {
      const file = await files.open(path, mode)
      return {
        read: (target, position) => file.read(target, position),
        write: (parts, position) => file.write(parts, position),
        truncate: (sizeBytes) => file.truncate(sizeBytes),
        sizeBytes: () => file.sizeBytes(),
        close: () => file.close(),
        sync: () => file.sync(),
        ...change(file, path),
      }
    },
  }
}

function withSync(files: Files, sync: (file: File, path: string) => Promise<void>): Files {
  return tamperedWith(files, (file, path) => ({ sync: () => sync(file, path) }))
}
