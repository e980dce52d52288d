import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { createInterface } from 'node:readline'
import { here } from './files.ts'

/** A private cluster, by the script that the Rust tests use too. It goes when this process does. */
export class Postgres {
  private readonly answers: AsyncIterator<string>

  private constructor(private readonly script: ChildProcessWithoutNullStreams) {
    this.answers = createInterface(script.stdout)[Symbol.asyncIterator]()
  }

  static start(): Postgres {
    // Detached, so that Ctrl-C here does not take the one who cleans up.
    return new Postgres(spawn('sh', [here('../server/testing/postgres.sh')], { detached: true }))
  }

  /** The URL of a fresh, empty database. */
  async database(): Promise<string> {
    this.script.stdin.write('database\n')
    const { value } = await this.answers.next()
    if (!value || value.startsWith('error: ')) throw new Error(value ?? 'PostgreSQL did not start')
    return value
  }

  async stop() {
    const gone = new Promise((resolve) => this.script.once('exit', resolve))
    this.script.stdin.end()
    await gone
  }
}
