import { parseArgs } from 'node:util'

import { engineNames, type EngineName } from '../engines/engine.ts'
import { testkitErrors } from '../errors.ts'
import { codecs, type Client, type Codec } from './client.ts'
import { clients } from './clients.ts'

/** What a run of the matrix is asked to try. */
export interface Choice {
  readonly engine: EngineName
  readonly clients: readonly Client[]
  readonly codecs: readonly Codec[]
  /** Settings for the broker, on top of those that the matrix needs. */
  readonly settings: Readonly<Record<string, string>>
  /** Whether to write the reference page. */
  readonly write: boolean
}

/** Reads the command line of the matrix. Throws `TESTKIT_USAGE` about what it does not know. */
export function readChoice(args: readonly string[]): Choice {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engine: { type: 'string', default: 'barnabus' },
      client: { type: 'string', multiple: true, default: clients.map(({ name }) => name) },
      codec: { type: 'string', multiple: true, default: [...codecs] },
      set: { type: 'string', multiple: true, default: [] },
      write: { type: 'boolean', default: false },
    },
  })
  const choice = {
    engine: oneOf(engineNames, values.engine),
    clients: clients.filter(({ name }) => values.client.includes(name)),
    codecs: codecs.filter((codec) => values.codec.includes(codec)),
    settings: Object.fromEntries(values.set.map(nameAndValue)),
    write: values.write,
  }
  for (const name of values.client) oneOf(clients.map((client) => client.name), name) // prettier-ignore
  for (const codec of values.codec) oneOf(codecs, codec)
  if (choice.write && !isWhole(choice)) {
    throw testkitErrors.USAGE('--write wants the whole matrix, with Barnabus')
  }
  return choice
}

function isWhole(choice: Choice): boolean {
  const isEverything =
    choice.clients.length === clients.length && choice.codecs.length === codecs.length
  return isEverything && choice.engine === 'barnabus'
}

function oneOf<Name extends string>(names: readonly Name[], wanted: string): Name {
  const found = names.find((name) => name === wanted)
  if (found !== undefined) return found
  throw testkitErrors.USAGE(`"${wanted}" is none of ${names.join(', ')}`)
}

function nameAndValue(setting: string): [name: string, value: string] {
  const equals = setting.indexOf('=')
  if (equals < 0) throw testkitErrors.USAGE(`"${setting}" is not NAME=VALUE`)
  return [setting.slice(0, equals), setting.slice(equals + 1)]
}
