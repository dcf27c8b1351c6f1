import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'

import { generate } from './generate.ts'

const folder = new URL('../src/generated/', import.meta.url)
const files = generate()

await mkdir(folder, { recursive: true })
for (const name of await readdir(folder)) {
  if (!files.has(name)) await rm(new URL(name, folder))
}
for (const [name, text] of files) await writeFile(new URL(name, folder), text)
console.log(`${files.size} files in packages/protocol/src/generated`)
