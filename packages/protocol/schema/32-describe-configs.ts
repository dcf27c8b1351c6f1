import { api, array, bool, int16, int32, int8, string } from './notation.ts'

/**
 * DescribeConfigs (32): shows the settings of topics, brokers and groups, and where each comes
 * from.
 *
 * - v1: configSource and synonyms (KIP-226).
 * - v2: throttled clients are answered first and muted afterwards (KIP-219).
 * - v3: types and documentation (KIP-569).
 * - v4: flexible.
 */
export const describeConfigs = api({
  key: 32,
  name: 'DescribeConfigs',
  versions: [1, 4],
  flexibleSince: 4,
  request: {
    resources: array({
      resourceType: int8,
      resourceName: string,
      configurationKeys: array(string).nullable,
    }),
    includeSynonyms: bool.default(false),
    includeDocumentation: bool.since(3).default(false),
  },
  response: {
    throttleTimeMs: int32,
    results: array({
      errorCode: int16,
      errorMessage: string.nullable,
      resourceType: int8,
      resourceName: string,
      configs: array({
        name: string,
        value: string.nullable,
        readOnly: bool,
        configSource: int8.default(-1).ignorable,
        isSensitive: bool,
        synonyms: array({
          name: string,
          value: string.nullable,
          source: int8,
        }).ignorable,
        configType: int8.since(3).default(0).ignorable,
        documentation: string.since(3).nullable.ignorable,
      }),
    }),
  },
})
