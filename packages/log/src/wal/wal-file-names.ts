const suffix = '.wal'

/** A file of the write-ahead log is named after the LSN it begins with. */
export function walFileName(startLsn: number): string {
  return `${String(startLsn).padStart(20, '0')}${suffix}`
}

/** The LSN in a file's name; undefined: not a file of the write-ahead log. */
export function startLsnOf(name: string): number | undefined {
  if (!/^\d{20}\.wal$/.test(name)) return undefined
  return Number(name.slice(0, -suffix.length))
}
