import type { ClientEnv } from '../client-env.ts'
import { noSecurity, type Security } from '../connection/security.ts'
import { clientErrors } from '../errors.ts'
import { authenticate } from './authenticate.ts'
import { parseJaasConfig, type JaasConfig } from './jaas-config.ts'
import { oauthBearer, type OAuthBearerTokenSource } from './oauth-bearer.ts'
import { plain, type Credentials } from './plain.ts'
import type { SaslMechanism } from './sasl-mechanism.ts'
import { scram } from './scram.ts'
import type { SecurityValues } from './security-values.ts'
import { tlsOptions } from './tls-options.ts'
import { unsecuredTokens } from './unsecured-token.ts'

/** What no setting can say of how a client proves who it is. */
export interface SecurityOptions {
  /** Gets a token for OAUTHBEARER; asked whenever a connection has to say who the client is. */
  readonly oauthBearerToken?: OAuthBearerTokenSource | undefined
}

/** How connections are made safe, as the settings say. Throws SETTINGS_CONTRADICT. */
export function securityOf(
  values: SecurityValues,
  options: SecurityOptions,
  env: ClientEnv,
): Security {
  const protocol = values['security.protocol']
  const isEncrypted = protocol === 'SSL' || protocol === 'SASL_SSL'
  const isNamed = protocol === 'SASL_PLAINTEXT' || protocol === 'SASL_SSL'
  const mechanism = isNamed ? mechanismOf(values, options, env) : undefined
  return {
    tls: isEncrypted ? tlsOptions(values, env.files) : noSecurity.tls,
    authenticate:
      mechanism === undefined
        ? noSecurity.authenticate
        : (caller) => authenticate(mechanism, caller),
  }
}

function mechanismOf(
  values: SecurityValues,
  { oauthBearerToken }: SecurityOptions,
  { clock, random }: ClientEnv,
): SaslMechanism {
  const jaas = jaasOf(values)
  const name = values['sasl.mechanism']
  switch (name) {
    case 'GSSAPI':
      throw clientErrors.SETTINGS_CONTRADICT(
        `security.protocol=${values['security.protocol']} needs sasl.mechanism: Kafka’s default, ` +
          'GSSAPI (Kerberos), is not spoken here',
      )
    case 'PLAIN':
      return plain(credentialsOf(values, jaas, 'PlainLoginModule'))
    case 'SCRAM-SHA-256':
    case 'SCRAM-SHA-512': {
      const isToken = jaas?.options.get('tokenauth') === 'true'
      return scram(name, { ...credentialsOf(values, jaas, 'ScramLoginModule'), isToken }, random)
    }
    case 'OAUTHBEARER':
      requireModule(jaas, 'OAuthBearerLoginModule', name)
      return oauthBearer(oauthBearerToken ?? unsecuredTokens(jaas?.options ?? new Map(), clock))
  }
}

function jaasOf(values: SecurityValues): JaasConfig | undefined {
  const text = values['sasl.jaas.config']
  if (text === null) return undefined
  if (values['sasl.username'] !== null || values['sasl.password'] !== null) {
    throw clientErrors.SETTINGS_CONTRADICT(
      'sasl.jaas.config and sasl.username say the same thing twice',
    )
  }
  return parseJaasConfig(text)
}

function credentialsOf(
  values: SecurityValues,
  jaas: JaasConfig | undefined,
  loginModule: string,
): Credentials {
  requireModule(jaas, loginModule, values['sasl.mechanism'])
  const username = jaas?.options.get('username') ?? values['sasl.username']
  const password = jaas?.options.get('password') ?? values['sasl.password']
  if (username !== null && password !== null && username !== undefined)
    return { username, password }
  throw clientErrors.SETTINGS_CONTRADICT(
    `sasl.mechanism=${values['sasl.mechanism']} needs a name and a password, in sasl.username and ` +
      'sasl.password or in sasl.jaas.config',
  )
}

function requireModule(jaas: JaasConfig | undefined, expected: string, mechanism: string): void {
  if (jaas === undefined || jaas.loginModule === expected) return
  throw clientErrors.SETTINGS_CONTRADICT(
    `sasl.mechanism=${mechanism} needs ${expected} in sasl.jaas.config, not ${jaas.loginModule}`,
  )
}
