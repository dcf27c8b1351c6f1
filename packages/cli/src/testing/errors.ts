import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong in a world for tests. */
export const testingErrors = defineErrors('TESTING', {
  NO_REST: (waitedMs: number, what: string) =>
    `Cannot wait for the bus to rest: after ${waitedMs} ms, ${what}`,
  NO_TIME_SPAN: (span: string) => `Cannot let "${span}" pass: it is no time span, such as "10m"`,
})
