import { cliErrors } from '../errors.ts'
import { readSettingsFile } from './read-settings-file.ts'
import type { Setting, Settings } from './setting.ts'

/** What the flags of `barnabus start` may say about settings; text as it was typed. */
export interface SettingFlags {
  readonly config?: string
  readonly set?: readonly string[]
  readonly dataDir?: string
  readonly host?: string
  readonly port?: string
  readonly nodes?: string
  readonly allowRemote?: boolean
}

/** All settings by name: a flag of its own wins over `--set`, that over the file and `given`. */
export async function gatherSettings(
  flags: SettingFlags,
  given: Settings = new Map(),
): Promise<Settings> {
  const settings = new Map<string, Setting>(given)
  if (flags.config !== undefined) {
    for (const [name, setting] of await readSettingsFile(flags.config)) settings.set(name, setting)
  }
  for (const text of flags.set ?? []) {
    const [name = '', ...value] = text.split('=')
    if (name === '' || value.length === 0) throw cliErrors.NOT_A_SETTING(text)
    settings.set(name.trim(), { value: value.join('='), origin: '--set' })
  }
  const put = (name: string, value: string | undefined, origin: string): void => {
    if (value !== undefined) settings.set(name, { value, origin })
  }
  put('log.dirs', flags.dataDir, '--data-dir')
  put('barnabus.nodes', flags.nodes, '--nodes')
  put('barnabus.allow.remote', flags.allowRemote === true ? 'true' : undefined, '--allow-remote')
  put('listeners', listenersOf(settings, flags), flags.port === undefined ? '--host' : '--port')
  return settings
}

const defaultListeners = 'PLAINTEXT://127.0.0.1:9092'

/** The listeners as they were, with the host and the port of the flags in the one for clients. */
function listenersOf(settings: Settings, { host, port }: SettingFlags): string | undefined {
  if (host === undefined && port === undefined) return undefined
  const before = settings.get('listeners')?.value ?? defaultListeners
  const controllers = (settings.get('controller.listener.names')?.value ?? 'CONTROLLER')
    .split(',')
    .map((name) => name.trim().toUpperCase())
  return before
    .split(',')
    .map((listener) => {
      const match = /^\s*(?<name>[\w-]+):\/\/(?<host>.*):(?<port>\d+)\s*$/.exec(listener)?.groups
      const name = match?.['name'] ?? 'PLAINTEXT'
      if (match === undefined || controllers.includes(name.toUpperCase())) return listener
      return `${name}://${inBrackets(host) ?? match['host'] ?? ''}:${port ?? match['port'] ?? ''}`
    })
    .join(',')
}

function inBrackets(host: string | undefined): string | undefined {
  return host?.includes(':') === true && !host.startsWith('[') ? `[${host}]` : host
}
