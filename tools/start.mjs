// npm start: whatever is missing is installed, then the broker runs. Arguments are passed on.

import module from 'node:module'
import { join } from 'node:path'
import {
  compiledDirectory,
  installWhatIsMissing,
  root,
  runNode,
  runsOnPinnedNode,
  sourceFlag,
} from './bootstrap.mjs'

const main = join(root, 'packages', 'cli', 'src', 'main.ts')

installWhatIsMissing()
endWithNpm()
if (runsOnPinnedNode() && process.execArgv.includes(sourceFlag)) await runHere()
else runNode([main, 'start', ...process.argv.slice(2)])

/** Saves a process and its memory: npm finds the pinned Node by itself once it is installed. */
async function runHere() {
  module.enableCompileCache(compiledDirectory)
  process.argv.splice(1, 1, main, 'start')
  await import(main)
}

/** Whoever kills npm means us: nobody shall find port and data directory taken by an orphan. */
function endWithNpm() {
  if (process.env['npm_lifecycle_event'] !== 'start' || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 100)
  watch.unref()
}
