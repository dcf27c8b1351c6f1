/**
 * The command `barnabus`. Loads the rest only once compiled code is cached: a third of the memory
 * and of the time to start.
 */
import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

if (module.getCompileCacheDir() === undefined) {
  // Below the user's own folder: whoever can write there decides what we run.
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  module.enableCompileCache(join(caches, 'barnabus'))
}

const { run } = await import('./run.ts')
process.exitCode = await run(process.argv.slice(2))
