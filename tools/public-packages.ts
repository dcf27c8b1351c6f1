import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package that strangers install. */
export interface PublicPackage {
  readonly name: string
  /** From the root of the repository. */
  readonly folder: string
  /** The files that become commands on the user's path, from the package's folder. */
  readonly commands: readonly string[]
}

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly bin?: Readonly<Record<string, string>>
}

/** Every package below packages/ that does not call itself private. */
export function publicPackages(root: string): readonly PublicPackage[] {
  return readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: manifestOf(join(root, folder)) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({
      name: manifest.name,
      folder,
      commands: Object.values(manifest.bin ?? {}),
    }))
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
