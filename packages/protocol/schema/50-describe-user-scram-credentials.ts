import { api, array, int16, int32, int8, string } from './notation.ts'

/**
 * DescribeUserScramCredentials (50): tells which SCRAM mechanisms users have, never their
 * secrets.
 */
export const describeUserScramCredentials = api({
  key: 50,
  name: 'DescribeUserScramCredentials',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    users: array({
      name: string,
    }).nullable,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: string.nullable,
    results: array({
      user: string,
      errorCode: int16,
      errorMessage: string.nullable,
      credentialInfos: array({
        mechanism: int8,
        iterations: int32,
      }),
    }),
  },
})
