import { readFileSync } from 'node:fs'

/** The version of this package, as it was published. */
export function version(): string {
  const path = new URL('../package.json', import.meta.url)
  const { version: text } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }
  return text
}
