// npm test: whatever is missing is installed, then every test runs that needs nothing but npm.
// `npm test -- packages/log` runs the tests below a folder; flags go to Node's test runner.

import { installWhatIsMissing, runNode } from './bootstrap.mjs'

const given = process.argv.slice(2)
const flags = given.filter((argument) => argument.startsWith('-'))
const folders = given.filter((argument) => !argument.startsWith('-'))
const everywhere = ['packages/*/src', 'packages/*/{schema,generator}', 'tools']

installWhatIsMissing()
runNode([
  '--test',
  '--test-concurrency=3',
  ...flags,
  ...(folders.length > 0 ? folders : everywhere).map(testsOf),
])

/** @param {string} path */
function testsOf(path) {
  return path.endsWith('.ts') ? path : `${path}/**/*.test.ts`
}
