import { createRequire } from 'node:module'

const manifest = createRequire(import.meta.url)('../package.json') as { readonly version: string }

/** The version of this package, as brokers are told it (KIP-511). */
export const version: string = manifest.version
