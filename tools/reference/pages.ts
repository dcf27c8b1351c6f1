import type { SourceTree } from '../checks/source-tree.ts'
import { apisPage } from './apis-page.ts'
import { busRulesPage } from './bus-rules-page.ts'
import { clientSettingsPage } from './client-settings-page.ts'
import { clientMetricsPage } from './client-metrics-page.ts'
import { errorsPage } from './errors-page.ts'
import { settingsPage } from './settings-page.ts'

/** The pages that are printed from the code, by path. */
export async function referencePages(tree: SourceTree): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['docs/reference/apis.md', await apisPage()],
    ['docs/reference/bus-rules.md', await busRulesPage(tree)],
    ['docs/reference/client-settings.md', await clientSettingsPage()],
    ['docs/reference/client-metrics.md', await clientMetricsPage()],
    ['docs/reference/errors.md', await errorsPage(tree)],
    ['docs/reference/settings.md', await settingsPage()],
  ])
}
