import type { Files } from '@barnabus/base'
import { isMissing } from './file-problems.ts'

/** Puts a small file in place so that after a power cut there is the old one or the new one. */
export async function writeDurably(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  await replaceFile(files, path, bytes)
  await files.syncDirectory(parentOf(path))
}

/** The same, but which of the two there is remains open until the directory is synced. */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`
  const file = await files.open(temporary, 'create')
  try {
    await file.truncate(0) // A crash may have left one that is longer.
    await file.write([bytes], 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await files.rename(temporary, path)
}

/** Makes a directory, with its parents, that is still there after a power cut. */
export async function makeDirectoryDurably(files: Files, path: string): Promise<void> {
  const made = [path] // Even if it is there: who made it may have been killed before the sync.
  for (let at = path; !(await files.exists(at)); at = parentOf(at)) made.push(parentOf(at))
  await files.makeDirectory(path)
  for (const directory of made) await files.syncDirectory(parentOf(directory))
}

function parentOf(path: string): string {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  if (parent !== '') return parent
  return path.startsWith('/') ? '/' : '.'
}

/** The whole of a small file; undefined if there is none. */
export async function readWhole(files: Files, path: string): Promise<Uint8Array | undefined> {
  let file
  try {
    file = await files.open(path, 'read')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  try {
    const bytes = new Uint8Array(await file.sizeBytes())
    return bytes.subarray(0, await file.read(bytes, 0))
  } finally {
    await file.close()
  }
}
