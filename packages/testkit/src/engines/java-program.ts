/** Programs around Apache Kafka's own classes that answer a line with a line. */
import { testkitErrors } from '../errors.ts'
import { javaClasses } from './java-classes.ts'
import { kafkaClassPath } from './kafka-class-path.ts'
import { runCommand } from './run-command.ts'

/** Answers questions, each in one line. */
export interface LineProgram {
  /** One answer per question, in order. */
  ask(questions: readonly string[]): Promise<readonly string[]>
}

/**
 * Compiles the Java files of `folder` against Kafka's jars, once, and gives the program whose class
 * is `main`. Throws what is missing on this machine and how to get it.
 */
export async function javaProgram(
  folder: string,
  main: string,
): Promise<LineProgram & { readonly kafkaVersion: string }> {
  const kafka = await kafkaClassPath()
  const classes = await javaClasses(folder, kafka)
  const args = ['-XX:+UseSerialGC', '-cp', `${classes}:${kafka.classPath}`, main]
  return { kafkaVersion: kafka.version, ask: (questions) => askProgram('java', args, questions) }
}

/** Starts a program, writes the questions to it, and reads one answer for each. */
export async function askProgram(
  command: string,
  args: readonly string[],
  questions: readonly string[],
): Promise<readonly string[]> {
  const { stdout } = await runCommand(command, args, { input: `${questions.join('\n')}\n` })
  const answers = stdout.toString('latin1').trimEnd().split('\n')
  if (answers.length === questions.length) return answers
  const outcome = `${answers.length} answers to ${questions.length} questions`
  throw testkitErrors.COMMAND_FAILED(command, outcome, answers.at(-1) ?? '')
}
