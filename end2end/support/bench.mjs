// What the browser benchmarks share: a demonstration portal of the release binary, and somebody signed in.
import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
export const kB = (bytes) => (bytes / 1000).toFixed(1)

/** Runs a benchmark against a portal of its own: its address, a browser, and a session of a demo person. */
export async function bench(measure) {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { server, told } = await portal(folder, port, url)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  })
  try {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, url, told())
    await page.goto(`${url}/reflections`)
    const one = await page.locator('.aw-entry__link').first().getAttribute('href')
    const session = await context.storageState()
    await context.close()
    await measure({ browser, url, session, one })
  } finally {
    await browser.close()
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function signIn(page, url, told) {
  const [, email, password] = told.match(/^ *staff +(\S+) +(\S+)$/m)
  await page.goto(`${url}/sign-in`)
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await Promise.all([page.waitForURL(`${url}/`), page.locator('main button').last().click()])
}

async function portal(folder, port, url) {
  const binary = process.env.AFTERWORD_BINARY ?? join(import.meta.dirname, '../../target/release/afterword')
  // The settings of whoever measures are theirs.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AFTERWORD_'))
  const server = spawn(binary, ['serve', '--demo'], {
    env: {
      ...Object.fromEntries(inherited),
      AFTERWORD_LISTEN: `127.0.0.1:${port}`,
      AFTERWORD_PUBLIC_URL: url,
      AFTERWORD_DATA_DIR: join(folder, 'data'),
      AFTERWORD_KEY_DIR: join(folder, 'keys'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  server.stdout.on('data', (text) => (output += text))
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (server.exitCode !== null) throw new Error('the portal has ended')
    await sleep(50)
  }
  return { server, told: () => output }
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}
