import { cliErrors } from '../errors.ts'
import { clientPort, withAddress } from './client-listener.ts'
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
  for (const [name, setting] of listenersWith(settings, flags)) settings.set(name, setting)
  return settings
}

const defaultListeners = 'PLAINTEXT://127.0.0.1:9092'

/** The listeners as the flags want them. What was advertised at the old port is at the new one. */
function* listenersWith(
  settings: Settings,
  { host, port }: SettingFlags,
): Generator<readonly [string, Setting]> {
  if (host === undefined && port === undefined) return
  const origin = port === undefined ? '--host' : '--port'
  const controllers = (settings.get('controller.listener.names')?.value ?? 'CONTROLLER')
    .split(',')
    .map((name) => name.trim().toUpperCase())
  const isController = (name: string): boolean => controllers.includes(name.toUpperCase())

  const listeners = settings.get('listeners')?.value ?? defaultListeners
  const advertised = settings.get('advertised.listeners')?.value
  yield ['listeners', { value: withAddress(listeners, isController, { host, port }), origin }]
  if (advertised === undefined || port === undefined) return
  if (clientPort(advertised, isController) !== clientPort(listeners, isController)) return
  const value = withAddress(advertised, isController, { port })
  yield ['advertised.listeners', { value, origin }]
}
