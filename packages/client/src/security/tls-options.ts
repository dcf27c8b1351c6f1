import { Buffer } from 'node:buffer'
import type { ConnectionOptions } from 'node:tls'

import { isOperatingError, type Files } from '@barnabus/base'

import { clientErrors } from '../errors.ts'
import type { SecurityValues } from './security-values.ts'

/**
 * What Node needs to know to speak TLS as the settings say. Files are read each time it is called,
 * so that a certificate that was renewed is used for the next connection.
 *
 * Throws SETTINGS_CONTRADICT at once; what is wrong with a file comes as a rejection.
 */
export function tlsOptions(values: SecurityValues, files: Files): () => Promise<ConnectionOptions> {
  refuseContradictions(values)
  const versions = values['ssl.enabled.protocols'].toSorted()
  const ciphers = values['ssl.cipher.suites']
  const common: ConnectionOptions = {
    minVersion: versions[0]!,
    maxVersion: versions.at(-1)!,
    ...(ciphers.length > 0 && { ciphers: ciphers.join(':') }),
    ...(values['ssl.endpoint.identification.algorithm'] === '' && {
      checkServerIdentity: () => undefined,
    }),
  }
  return async () => ({
    ...common,
    ...(await trusted(values, files)),
    ...(await identity(values, files)),
  })
}

const stores = ['truststore', 'keystore'] as const

/** The rules of Kafka's DefaultSslEngineFactory, and what Node cannot read. */
function refuseContradictions(values: SecurityValues): void {
  const refuse = clientErrors.SETTINGS_CONTRADICT
  for (const store of stores) {
    if (values[`ssl.${store}.type`] === 'JKS') {
      throw refuse(
        `ssl.${store}.type=JKS is Java’s own format: keytool -importkeystore … -deststoretype ` +
          'PKCS12 and openssl pkcs12 turn it into PEM',
      )
    }
  }
  if (values['ssl.truststore.type'] === 'PKCS12') {
    throw refuse(
      'ssl.truststore.type=PKCS12 cannot be read here: openssl pkcs12 -in … -nokeys -out ca.pem ' +
        'makes a PEM file of it',
    )
  }
  if (values['ssl.truststore.password'] !== null) {
    throw refuse('ssl.truststore.password has no meaning for certificates in PEM')
  }
  if (
    values['ssl.truststore.location'] !== null &&
    values['ssl.truststore.certificates'] !== null
  ) {
    throw refuse('ssl.truststore.location and ssl.truststore.certificates say the same thing twice')
  }
  refuseKeyContradictions(values)
}

function refuseKeyContradictions(values: SecurityValues): void {
  const refuse = clientErrors.SETTINGS_CONTRADICT
  const chain = values['ssl.keystore.certificate.chain']
  const key = values['ssl.keystore.key']
  if ((chain === null) !== (key === null)) {
    throw refuse('ssl.keystore.certificate.chain and ssl.keystore.key need each other')
  }
  if (key !== null && values['ssl.keystore.location'] !== null) {
    throw refuse('ssl.keystore.location and ssl.keystore.key say the same thing twice')
  }
  if (key !== null && values['ssl.keystore.type'] !== 'PEM') {
    throw refuse('ssl.keystore.key is PEM, and ssl.keystore.type is not')
  }
  if (values['ssl.keystore.type'] === 'PEM' && values['ssl.keystore.password'] !== null) {
    throw refuse('ssl.keystore.password has no meaning for PEM; ssl.key.password opens its key')
  }
}

async function trusted(values: SecurityValues, files: Files): Promise<ConnectionOptions> {
  const certificates = values['ssl.truststore.certificates']
  if (certificates !== null) return { ca: certificates }
  const location = values['ssl.truststore.location']
  return location === null ? {} : { ca: await readPem(files, location) }
}

async function identity(values: SecurityValues, files: Files): Promise<ConnectionOptions> {
  const passphrase = values['ssl.key.password'] ?? undefined
  const key = values['ssl.keystore.key']
  const chain = values['ssl.keystore.certificate.chain']
  if (key !== null && chain !== null) return { key, cert: chain, ...withPassphrase(passphrase) }
  const location = values['ssl.keystore.location']
  if (location === null) return {}
  if (values['ssl.keystore.type'] === 'PKCS12') {
    const pfx = await readFile(files, location)
    return { pfx, ...withPassphrase(values['ssl.keystore.password'] ?? passphrase) }
  }
  const pem = await readPem(files, location)
  return { key: pem, cert: pem, ...withPassphrase(passphrase) }
}

function withPassphrase(passphrase: string | undefined): ConnectionOptions {
  return passphrase === undefined ? {} : { passphrase }
}

async function readPem(files: Files, path: string): Promise<string> {
  const text = (await readFile(files, path)).toString('latin1')
  if (text.includes('-----BEGIN ')) return text
  throw clientErrors.FILE_UNREADABLE(path, 'it is not PEM, which begins with -----BEGIN')
}

async function readFile(files: Files, path: string): Promise<Buffer> {
  try {
    const file = await files.open(path, 'read')
    try {
      const bytes = Buffer.alloc(await file.sizeBytes())
      return bytes.subarray(0, await file.read(bytes, 0))
    } finally {
      await file.close()
    }
  } catch (error) {
    // The operating system's own error, or ours where the file system is not the machine's.
    if (!(error instanceof Error) || !(isOperatingError(error) || 'code' in error)) throw error
    throw Object.assign(clientErrors.FILE_UNREADABLE(path, error.message), { cause: error })
  }
}
