import { match } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyTree, linkModules, temporaryFolder } from '../stories/working-copy.ts'

test('files, exports and dependencies that nothing uses are found', () => {
  using folder = temporaryFolder()
  const copy = folder.path
  copyTree(copy)
  linkModules(copy)
  const source = join(copy, 'packages', 'base', 'src')
  writeFileSync(join(source, 'forgotten.ts'), 'export const forgotten = 1\n')
  appendFileSync(join(source, 'assert.ts'), 'export const lonely = 1\n')
  appendFileSync(join(source, 'errors.ts'), `import 'left-pad'\n`)

  const knip = join(copy, 'node_modules', 'knip', 'bin', 'knip.js')
  const { stdout } = spawnSync(process.execPath, [knip, '--no-progress'], {
    cwd: copy,
    encoding: 'utf8',
  })
  match(stdout, /^packages\/base\/src\/forgotten\.ts/m)
  match(stdout, /^lonely +packages\/base\/src\/assert\.ts/m)
  match(stdout, /^left-pad +packages\/base\/src\/errors\.ts/m)
})
