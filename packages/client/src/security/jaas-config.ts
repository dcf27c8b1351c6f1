import { clientErrors } from '../errors.ts'

/** Who a client is, the way Java writes it. */
export interface JaasConfig {
  /** The name of the class without its package, such as `PlainLoginModule`. */
  readonly loginModule: string
  readonly options: ReadonlyMap<string, string>
}

const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/.source
const option = `[\\w.$-]+\\s*=\\s*(?:${quoted}|[^\\s;"']+)`
const entry = new RegExp(`^\\s*([\\w.$]+)\\s+\\w+((?:\\s+${option})*)\\s*;\\s*$`)
const eachOption = new RegExp(`([\\w.$-]+)\\s*=\\s*(${quoted}|[^\\s;"']+)`, 'g')

/** Reads `sasl.jaas.config`. Throws SETTINGS_CONTRADICT, without what is secret in it. */
export function parseJaasConfig(text: string): JaasConfig {
  const [, className, options] = entry.exec(text) ?? []
  if (className === undefined || options === undefined) {
    throw clientErrors.SETTINGS_CONTRADICT(
      'sasl.jaas.config is not of the form: Module required name="value" …;',
    )
  }
  return {
    loginModule: className.slice(className.lastIndexOf('.') + 1),
    options: new Map(
      Array.from(options.matchAll(eachOption), ([, name, value]) => [name!, unquoted(value!)]),
    ),
  }
}

function unquoted(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value
}
