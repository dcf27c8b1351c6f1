/** Where a program prints lines for people or machines to read. */
export interface Printer {
  /** What was asked for. */
  print(line: string): void
  /** What went wrong. */
  complain(line: string): void
}

/** The output of the process: standard output, and standard error for complaints. */
export const systemPrinter: Printer = {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
}
