import { choice, list, noEffect, refused, string, structured, type Property } from '@barnabus/base'

function secret(doc: string): Property<string | null> {
  return structured<string | null>({
    kind: 'password',
    default: null,
    allowed: '',
    doc,
    write: (value) => value,
    parse: (text) => ({ kind: 'value', value: text }),
  })
}

function storeType(doc: string): Property<'PEM' | 'PKCS12' | 'JKS'> {
  return choice({ default: 'PEM', oneOf: ['PEM', 'PKCS12', 'JKS'], doc })
}

function ignored<const Name extends string>(
  because: string,
  names: readonly Name[],
): Readonly<Record<Name, Property<string>>> {
  const effect = noEffect(because)
  const declared = names.map((name) => [name, string({ default: '', doc: because, effect })])
  return Object.fromEntries(declared) as Record<Name, Property<string>>
}

/**
 * How a client makes its connections safe and says who it is, with Kafka's names and defaults.
 *
 * The one default that differs is the type of stores: Kafka's is Java's own format, JKS.
 */
export const securityProperties = {
  'security.protocol': choice({
    default: 'PLAINTEXT',
    oneOf: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
    doc: 'Whether connections are encrypted (SSL), and whether the client says who it is (SASL).',
  }),
  'ssl.truststore.type': storeType(
    'How the certificates to trust are written: PEM. Those of Java (JKS) and of PKCS12 are refused.',
  ),
  'ssl.truststore.location': string({
    default: null,
    doc: 'A file with certificates to trust; without any, those that the runtime trusts.',
  }),
  'ssl.truststore.certificates': secret('The certificates to trust themselves, as PEM.'),
  'ssl.truststore.password': secret('Not for PEM, which has nothing to hide; refused beside it.'),
  'ssl.keystore.type': storeType(
    'How the client’s own key and certificates are written: PEM or PKCS12. JKS is refused.',
  ),
  'ssl.keystore.location': string({
    default: null,
    doc: 'A file with the client’s own key and certificates, for brokers that ask who it is.',
  }),
  'ssl.keystore.certificate.chain': secret('The client’s certificates themselves, as PEM.'),
  'ssl.keystore.key': secret('The client’s key itself, as PEM (PKCS #8).'),
  'ssl.keystore.password': secret('Opens a key store of type PKCS12.'),
  'ssl.key.password': secret('Opens a key that is encrypted.'),
  'ssl.endpoint.identification.algorithm': choice({
    default: 'https',
    oneOf: ['https', ''],
    anyCase: true,
    doc: 'Whether the broker’s certificate must be one for its host (https); empty: it need not.',
  }),
  'ssl.enabled.protocols': list({
    default: ['TLSv1.2', 'TLSv1.3'],
    oneOf: ['TLSv1.2', 'TLSv1.3'],
    empty: false,
    doc: 'The versions of TLS that may be spoken.',
  }),
  'ssl.cipher.suites': list({
    default: [],
    doc: 'The cipher suites that may be used, by their standard names; none: those of the runtime.',
  }),
  'sasl.mechanism': choice({
    default: 'GSSAPI',
    oneOf: ['GSSAPI', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'],
    doc: 'How the client says who it is. Kafka’s default, GSSAPI (Kerberos), is not spoken here.',
  }),
  'sasl.jaas.config': secret(
    'Who the client is, as Java has it: PlainLoginModule or ScramLoginModule with username and ' +
      'password, or OAuthBearerLoginModule.',
  ),
  'sasl.username': string({
    default: null,
    doc: 'Who the client is, beside sasl.password, instead of sasl.jaas.config (librdkafka’s name).',
  }),
  'sasl.password': secret('The password of sasl.username (librdkafka’s name).'),
  ...ignored('TLS is the one of the runtime.', [
    'ssl.protocol',
    'ssl.provider',
    'ssl.keymanager.algorithm',
    'ssl.trustmanager.algorithm',
    'ssl.secure.random.implementation',
  ]),
  ...ignored('A token is asked for when it is needed, and nothing is renewed in between.', [
    'sasl.login.refresh.window.jitter',
    'sasl.login.refresh.min.period.seconds',
    'sasl.login.refresh.buffer.seconds',
  ]),
  ...refused('hand in a function that gets tokens, as the option oauthBearerToken', [
    'sasl.login.connect.timeout.ms',
    'sasl.login.read.timeout.ms',
    'sasl.login.retry.backoff.ms',
    'sasl.login.retry.backoff.max.ms',
    'sasl.oauthbearer.token.endpoint.url',
    'sasl.oauthbearer.scope',
    'sasl.oauthbearer.client.credentials.client.id',
    'sasl.oauthbearer.client.credentials.client.secret',
    'sasl.oauthbearer.jwt.retriever.class',
    'sasl.oauthbearer.jwt.validator.class',
    'sasl.oauthbearer.header.urlencode',
  ]),
  ...refused('Kerberos is not spoken here; use SCRAM or OAUTHBEARER', [
    'sasl.kerberos.service.name',
    'sasl.kerberos.kinit.cmd',
    'sasl.kerberos.ticket.renew.window.factor',
    'sasl.kerberos.ticket.renew.jitter',
    'sasl.kerberos.min.time.before.relogin',
  ]),
  ...refused('a class of Java cannot be loaded here', [
    'sasl.login.class',
    'ssl.engine.factory.class',
  ]),
} as const
