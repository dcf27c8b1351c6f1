/** An open file. Reads and writes name their position; nobody shares a cursor. */
export interface File {
  /** Fills `target` from `position` on, up to the end of the file. Returns the bytes read. */
  read(target: Uint8Array, position: number): Promise<number>
  /** Writes `parts` one after another from `position` on, all of them. Not durable before `sync`. */
  write(parts: readonly Uint8Array[], position: number): Promise<void>
  /** What was written before the call is on disk when it resolves (fdatasync). */
  sync(): Promise<void>
  /** Cuts or extends the file to `sizeBytes`. */
  truncate(sizeBytes: number): Promise<void>
  sizeBytes(): Promise<number>
  close(): Promise<void>
}

/** `read`: must exist, read only. `update`: must exist. `create`: made if missing, never cut. */
export type OpenMode = 'read' | 'update' | 'create'

/** The size of a volume; -1 where the operating system does not say. */
export interface VolumeSpace {
  readonly totalBytes: number
  readonly usableBytes: number
}

/** A claim on a directory that no other process can hold at the same time. */
export interface DirectoryLock {
  release(): void
}

/** The file system, as everybody else may see it. Names and renames need `syncDirectory` to last. */
export interface Files {
  open(path: string, mode: OpenMode): Promise<File>
  /** The names in a directory, in no particular order; none if the directory is missing. */
  list(path: string): Promise<readonly string[]>
  exists(path: string): Promise<boolean>
  /** Makes the directory and its parents; harmless if it is there. */
  makeDirectory(path: string): Promise<void>
  /** Moves a file or a directory, replacing a file of that name in one step. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file, or a directory with all in it; harmless if it is not there. */
  remove(path: string): Promise<void>
  /** Names created, renamed or removed in the directory before the call are on disk afterwards. */
  syncDirectory(path: string): Promise<void>
  /** How large the volume that holds `path` is, and what of it we may still use. */
  space(path: string): Promise<VolumeSpace>
  /** Undefined if another process holds it. Freed by the operating system when we die. */
  lock(path: string): Promise<DirectoryLock | undefined>
}
