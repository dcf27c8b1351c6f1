/**
 * npm run build: what would be published, in each package's dist.
 *
 * From nothing, each time: what a deleted source left behind must not be packed.
 */

import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { publicPackages } from './public-packages.ts'

const root = join(import.meta.dirname, '..')
const packages = publicPackages(root)

for (const { folder } of packages)
  rmSync(join(root, folder, 'dist'), { recursive: true, force: true })

const compiled = spawnSync('tsc', ['-b', ...packages.map(({ folder }) => folder)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

for (const { folder, commands } of packages) {
  copyFileSync(join(root, 'LICENSE'), join(root, folder, 'LICENSE'))
  for (const path of commands) chmodSync(join(root, folder, path), 0o755)
}
console.log(`built ${packages.map(({ name }) => name).join(', ')}`)
