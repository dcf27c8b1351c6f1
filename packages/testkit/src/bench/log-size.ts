import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How many bytes the segments of a partition (topic-0) have, in an engine's data directory. */
export async function logSize(dataDirectory: string, partition: string): Promise<number> {
  const folder = join(dataDirectory, partition)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.log'))
  const sizes = await Promise.all(files.map((file) => sizeOf(join(folder, file))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function sizeOf(path: string): Promise<number> {
  const file = await stat(path).catch(() => undefined) // Deleted just now.
  return file?.size ?? 0
}
