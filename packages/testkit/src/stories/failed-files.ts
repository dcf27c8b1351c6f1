import type { TestEvent } from 'node:test/reporters'

/** A reporter for Node's test runner: the files in which something failed, a line for each. */
// oxlint-disable-next-line import/no-default-export -- Node takes a reporter no other way.
export default async function* failedFiles(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const files = new Set<string>()
  for await (const { type, data } of events) {
    if (type === 'test:fail' && data.file !== undefined) files.add(data.file)
  }
  yield [...files].map((file) => `${file}\n`).join('')
}
