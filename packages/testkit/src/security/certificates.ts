import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { runCommand } from '../engines/run-command.ts'

/** Keys and certificates of a small world, as PEM files. */
export interface Certificates {
  /** Who vouches for the broker and the client. */
  readonly authority: string
  /** Somebody else, whom nobody asked. */
  readonly stranger: string
  /** Key and certificate of the broker, valid for 127.0.0.1 and no other name. */
  readonly broker: string
  /** Key and certificate of a client, the key encrypted with `keyPassword`. */
  readonly client: string
  /** The same, in one file of PKCS #12 under that password. */
  readonly clientPkcs12: string
  readonly keyPassword: string
}

const keyPassword = 'key-secret'

/** Makes them anew in `directory`, with openssl. */
export async function makeCertificates(directory: string): Promise<Certificates> {
  const at = (name: string): string => join(directory, name)
  await makeAuthority(directory, 'authority')
  await makeAuthority(directory, 'stranger')
  await issue(directory, 'broker', 'IP:127.0.0.1')
  await issue(directory, 'client', 'DNS:client')
  await concatenate(at('broker.pem'), at('broker.key'), at('broker.crt'))
  const pass = ['-passout', `pass:${keyPassword}`]
  const encrypted = ['pkcs8', '-topk8', '-in', at('client.key'), '-out', at('client.enc'), ...pass]
  await runCommand('openssl', encrypted)
  await concatenate(at('client.pem'), at('client.enc'), at('client.crt'))
  const pkcs12 = ['pkcs12', '-export', '-inkey', at('client.key'), '-in', at('client.crt')]
  await runCommand('openssl', [...pkcs12, '-out', at('client.p12'), ...pass])
  return {
    authority: at('authority.crt'),
    stranger: at('stranger.crt'),
    broker: at('broker.pem'),
    client: at('client.pem'),
    clientPkcs12: at('client.p12'),
    keyPassword,
  }
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

async function makeAuthority(directory: string, name: string): Promise<void> {
  const [key, certificate] = [join(directory, `${name}.key`), join(directory, `${name}.crt`)]
  const files = ['-keyout', key, '-out', certificate]
  await runCommand('openssl', [
    'req',
    '-x509',
    ...newKey,
    ...files,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  ])
}

async function issue(directory: string, name: string, names: string): Promise<void> {
  const at = (file: string): string => join(directory, file)
  const files = ['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)]
  await runCommand('openssl', ['req', ...newKey, ...files, '-subj', `/CN=${name}`])
  await writeFile(at(`${name}.ext`), `subjectAltName=${names}\n`)
  const by = ['-CA', at('authority.crt'), '-CAkey', at('authority.key'), '-CAcreateserial']
  const from = ['-in', at(`${name}.csr`), '-out', at(`${name}.crt`), '-extfile', at(`${name}.ext`)]
  await runCommand('openssl', ['x509', '-req', ...from, ...by, '-days', '2'])
}

async function concatenate(path: string, ...parts: readonly string[]): Promise<void> {
  const texts = await Promise.all(parts.map((part) => readFile(part, 'utf8')))
  await writeFile(path, texts.join(''))
}
