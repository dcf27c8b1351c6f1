// No space, no more of it for this user, no descriptor, none in the whole system.
const shortages: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE'])
const syncCalls: ReadonlySet<unknown> = new Set(['fdatasync', 'fsync'])

/**
 * Whether something failed for want of space or descriptors: nothing is wrong, and the same may
 * succeed later. Never a sync, after which nobody knows what is on disk, whatever its reason was.
 */
export function isShortage(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return shortages.has(error.code) && !('syscall' in error && syncCalls.has(error.syscall))
}

/** Whether a file was not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
