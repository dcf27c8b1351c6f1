import { folderOf, importsOf, ownPackageOf, resolve, type Import } from './imports.ts'
import { isTest, type Finding, type SourceTree } from './source-tree.ts'

/**
 * Who may import whom.
 *
 * Think hard about the layering of the project before changing this table. A package that may see
 * another can lean on everything in it, for good; what is wanted is nearly always a smaller thing,
 * one layer further down, or handed in by the caller. The client column (client, bus, pipelines,
 * gateway, console) never meets the server column (log, broker): it has to run on Apache Kafka.
 */
const mayImport: Readonly<Record<string, readonly string[] | 'everything'>> = {
  base: [],
  protocol: ['base'],
  log: ['protocol', 'base'],
  client: ['protocol', 'base'],
  broker: ['log', 'protocol', 'base'],
  bus: ['client', 'protocol', 'base'],
  pipelines: ['bus', 'client', 'base'],
  gateway: ['bus', 'client', 'base'],
  console: ['client', 'bus', 'base'],
  cli: 'everything',
  testkit: 'everything',
}

/** Only tests see this one, and from any package. */
const forTestsOnly = 'testkit'

/** Doors beside the front one that are published: open to whoever may use the front one. */
const publishedSideDoors: ReadonlySet<string> = new Set([
  '@barnabus/client/kafkajs',
  'barnabus/testing',
])

/** Doors beside the front one: not published, and only for what tests the package. */
const sideDoors: ReadonlySet<string> = new Set(['@barnabus/protocol/schema'])

/** Holds the tree to the table above: downward only, types too, and through front doors. */
export function checkImportLaw(tree: SourceTree): readonly Finding[] {
  const files = tree.sources.filter((file) => file.path.startsWith('packages/'))
  return [...files.flatMap(importsOf).flatMap(breachOf), ...declaredBreachesOf(tree)]
}

function breachOf({ file, target, position }: Import): readonly Finding[] {
  const breach = target.startsWith('.')
    ? relativeBreach(file.path, target)
    : packageBreach(file.path, target)
  return breach === undefined ? [] : [{ path: file.path, line: file.lineAt(position), ...breach }]
}

type Breach = Pick<Finding, 'problem' | 'mend'> | undefined

function relativeBreach(path: string, target: string): Breach {
  const home = path.split('/').slice(0, 2).join('/')
  if (resolve(path, target).startsWith(`${home}/`)) return undefined
  return {
    problem: `"${target}" reaches into another package past its front door`,
    mend: 'import from the package by its name, and export there what is meant for others',
  }
}

function packageBreach(path: string, target: string): Breach {
  const to = ownPackageOf(target)
  if (to === undefined) return undefined
  const from = folderOf(path)
  if (sideDoors.has(target) && (from === forTestsOnly || isTest(path))) return undefined
  if (to.inside !== '' && !publishedSideDoors.has(target)) {
    return {
      problem: `"${target}" goes past the front door of ${to.name}`,
      mend: `export it from packages/${to.folder}/src/index.ts if it is meant for others`,
    }
  }
  if (to.folder === from) {
    if (isTest(path)) return undefined
    return { problem: `${to.name} imports itself by name`, mend: 'import the file that has it' }
  }
  if (to.folder === forTestsOnly) {
    if (isTest(path)) return undefined
    return {
      problem: `${to.name} is for tests only`,
      mend: 'import it in *.test.ts, *.bench.ts, *.fuzz.ts or *.fixture.ts',
    }
  }
  const allowed = mayImport[from]
  if (allowed === 'everything' || allowed?.includes(to.folder)) return undefined
  return {
    problem: `${from} may not import ${to.folder}, types included`,
    mend: 'move what both need to a package below both, or have it handed in (see the table in tools/checks/import-law.ts)',
  }
}

/** The table also binds what a package declares, so that what is published is no surprise. */
function declaredBreachesOf(tree: SourceTree): readonly Finding[] {
  return tree.paths
    .filter((path) => /^packages\/[^/]+\/package\.json$/.test(path))
    .flatMap((path) => {
      const { dependencies = {} } = JSON.parse(tree.text(path)) as {
        dependencies?: Readonly<Record<string, string>>
      }
      return Object.keys(dependencies).flatMap((name) => {
        const breach = packageBreach(path, name)
        return breach === undefined ? [] : [{ path, ...breach }]
      })
    })
}
