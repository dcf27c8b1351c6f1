import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { repositoryDirectory } from './engines/repository.ts'

/** The files with tests of a package that have `call` in them, or in a fixture that they use. */
export async function testsThatUse(packageName: string, call: string): Promise<readonly string[]> {
  const found: string[] = []
  const pattern = `packages/${packageName}/src/**/*.test.ts`
  for await (const path of glob(pattern, { cwd: repositoryDirectory })) {
    if (await uses(join(repositoryDirectory, path), call)) found.push(path)
  }
  return found.toSorted()
}

async function uses(path: string, call: string): Promise<boolean> {
  const text = await readFile(path, 'utf8')
  if (text.includes(call)) return true
  for (const [, fixture] of text.matchAll(/ from '(\.[^']*\.fixture\.ts)'/g)) {
    if (await uses(join(dirname(path), fixture!), call)) return true
  }
  return false
}
