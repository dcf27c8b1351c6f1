/** The part of package-lock.json that says what there is for which platform. */
export interface LockFile {
  packages: Record<string, LockedPackage>
}

interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** A package for another platform that something in the lock file may need, and the file lacks. */
export interface MissingPackage {
  readonly path: string
  readonly name: string
  readonly version: string
  readonly dev: boolean
}

/** `npm ci` refuses a lock file without these, on every platform. */
export function missingIn({ packages }: LockFile): readonly MissingPackage[] {
  return Object.entries(packages)
    .filter(([path]) => path.includes('node_modules/'))
    .flatMap(([parent, { optionalDependencies = {}, dev = false }]) =>
      Object.entries(optionalDependencies)
        .map(([name, version]) => ({ path: `node_modules/${name}`, name, version, dev }))
        .filter(({ path }) => !(path in packages) && !(`${parent}/${path}` in packages)),
    )
}

/** The entry that npm would have written, had its registry carried the package. */
export function entryFor({ name, version, dev }: MissingPackage): LockedPackage {
  const [os, cpu, abi] = (name.split('/').at(-1) ?? '').replace(/^binding-/, '').split('-')
  if (os === undefined || cpu === undefined) throw new Error(`Cannot tell the platform of ${name}`)
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(os === 'linux' && abi && { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] }),
    optional: true,
    os: [os],
  }
}
