#!/usr/bin/env node
// The published command. Plain JavaScript, so that a Node which is too old can be told so.

import module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 15)) {
  console.error(`Cannot run Barnabus on Node ${process.versions.node}: 22.15 or newer is needed`)
  process.exit(1)
}

// A third of the memory and of the time to start. Below the user's own folder, because whoever can
// write there decides what we run; Node's default is shared by everybody on the machine.
module.enableCompileCache(
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'barnabus'),
)
await import('../dist/main.js')
