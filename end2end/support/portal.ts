import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { here, write } from './files.ts'

export type Role = 'staff' | 'educator' | 'safety lead' | 'administrator'
export type Person = { email: string; password: string }

/** A demonstration portal of our own: the release binary, a folder, a port, and its log. */
export class Portal {
  readonly url: string
  /** Holds `data` (database, outgoing mail) and `keys`. */
  readonly folder = mkdtempSync(join(tmpdir(), 'afterword-'))
  private server?: ChildProcess
  private output = ''

  private constructor(
    private readonly port: number,
    private readonly database: string | undefined,
    private readonly log: string,
  ) {
    this.url = `http://127.0.0.1:${port}`
  }

  /** Without a database URL it keeps its own SQLite file. */
  static async start(name: string, database?: string): Promise<Portal> {
    const portal = new Portal(await freePort(), database, here('results', 'servers', `${name}.log`))
    write(portal.log, '')
    await portal.start().catch(async (error) => {
      await portal.remove()
      throw error
    })
    return portal
  }

  private settings(): NodeJS.ProcessEnv {
    // The settings of whoever runs the tests are theirs.
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AFTERWORD_'))
    return {
      ...Object.fromEntries(inherited),
      AFTERWORD_LISTEN: `127.0.0.1:${this.port}`,
      AFTERWORD_PUBLIC_URL: this.url,
      AFTERWORD_DATA_DIR: join(this.folder, 'data'),
      AFTERWORD_KEY_DIR: join(this.folder, 'keys'),
      ...(this.database && { AFTERWORD_DATABASE_URL: this.database }),
    }
  }

  /** Runs a command beside the server, as its operator would. Answers what it says. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(binary(), words, { cwd: this.folder, env: this.settings() })
    return stdout
  }

  /** Starts the server, also again after `stop`, with further settings if a test needs them. */
  async start(settings: Record<string, string> = {}) {
    const server = spawn(binary(), ['serve', '--demo'], {
      cwd: this.folder,
      env: { ...this.settings(), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.server = server
    process.once('exit', () => server.kill('SIGKILL'))
    server.on('error', (error) => this.keep(String(error)))
    server.stdout.on('data', (text) => this.keep(text))
    server.stderr.on('data', (text) => this.keep(text))
    await this.ready()
  }

  /** As an operator would, so that what was being written is finished. */
  async stop() {
    const server = this.server
    if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await gone
  }

  async remove() {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** One of the demo people. */
  person(role: Role): Person {
    const person = this.people(role)[0]
    if (!person) throw new Error(`the server told of no ${role}:\n${this.output}`)
    return person
  }

  /** All of a role, as the first start told of them: role, address, password. */
  people(role: Role): Person[] {
    return this.output.split('\n').flatMap((line) => {
      const [named, email, password] = line.trim().split(/\s{2,}/)
      return named?.replace('-', ' ') === role && email?.includes('@') && password ? [{ email, password }] : []
    })
  }

  private async ready() {
    const patience = Date.now() + 60_000
    while (Date.now() < patience) {
      await sleep(50)
      if (this.server?.pid === undefined || this.server.exitCode !== null) break
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined)
      if (answer?.ok) return
    }
    throw new Error(`the server is not ready:\n${this.output}`)
  }

  private keep(text: unknown) {
    this.output += text
    appendFileSync(this.log, String(text))
  }
}

const binary = () => process.env.AFTERWORD_BINARY ?? here('../target/release/afterword')

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
