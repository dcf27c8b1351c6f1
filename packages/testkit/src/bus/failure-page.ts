/** The page about what a crash can do to a message. */
export function failurePage(table: string): string {
  return `# What a crash can do to a message

A process that handles messages is stopped at each step, at the first and at the second time that it gets
there, and another goes on: this is what was seen to happen to some message. \`npm run test:bus -- --write\`
prints this page, and fails where a promise is broken. The steps are those of a
[round](../internals/bus.md#a-round).

${table}

"Handled twice" is what a handler did to the world by itself. What it published with \`context.publish\`
is seen once with \`exactly-once\`, and what it wrote to a database of its own is there once where the
database holds the offsets, too.
`
}
