#!/usr/bin/env node
// The published command. Plain JavaScript, so that a Node which is too old can be told so.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 15)) {
  console.error(`Cannot run Barnabus on Node ${process.versions.node}: 22.15 or newer is needed`)
  process.exit(1)
}
await import('../dist/main.js')
