// What a first visit to each page costs a browser: requests, bytes as sent, first contentful paint.
// `make bench` runs it; docs/performance.md says what the figures mean.
import { chromium } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const VISITS = 7
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const kB = (bytes) => (bytes / 1000).toFixed(1)

const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const { server, told } = await portal()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
})

try {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page)
  await page.goto(`${url}/reflections`)
  const one = await page.locator('.aw-entry__link').first().getAttribute('href')
  await page.goto(`${url}/modules`)
  const module = await page.locator('.aw-entry__link').first().getAttribute('href')
  const session = await context.storageState()
  await context.close()
  const office = await browser.newContext()
  const desk = await office.newPage()
  await signIn(desk, 'educator')
  const educator = await office.storageState()
  await office.close()

  console.log('| page | requests | sent kB | of which HTML | CSS | scripts | wasm | first contentful paint ms | DOM elements |')
  console.log('|---|---|---|---|---|---|---|---|---|')
  for (const [name, path, storageState] of [
    ['Sign in', '/sign-in', undefined],
    ['Home', '/', session],
    ['List', '/reflections', session],
    ['One reflection', one, session],
    ['Before writing', '/reflections/new', session],
    ['Editor', `${one}/write`, session],
    ['Modules', '/modules', session],
    ['One module', module, session],
    ['Module page', `${module}/1/1`, session],
    ['Module editor', '/modules/write/new', educator],
    ['Support', '/support', session],
    ['Account', '/account', session],
  ]) {
    const visits = []
    for (let visit = 0; visit < VISITS; visit++) visits.push(await firstVisit(path, storageState))
    const of = (what) => median(visits.map((visit) => visit[what]))
    const sizes = ['all', 'Document', 'Stylesheet', 'Script', 'wasm'].map((kind) => kB(of(kind)))
    console.log(`| ${[name, of('requests'), ...sizes, Math.round(of('paint')), of('elements')].join(' | ')} |`)
  }
} finally {
  await browser.close()
  server.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** Opens a page with nothing in the cache, and counts what Chromium was sent, headers too. */
async function firstVisit(path, storageState) {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  const asked = new Map()
  const visit = { requests: 0, all: 0, Document: 0, Stylesheet: 0, Script: 0, wasm: 0 }
  network.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    if (!request.url.startsWith('http')) return // data: and blob: cost nothing
    if (!request.url.startsWith(url)) throw new Error(`a request to another host: ${request.url}`)
    visit.requests++
    asked.set(requestId, request.url.endsWith('.wasm') ? 'wasm' : type)
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!asked.has(requestId)) return
    visit.all += encodedDataLength
    visit[asked.get(requestId)] += encodedDataLength
  })
  await page.goto(url + path, { waitUntil: 'networkidle' })
  if (new URL(page.url()).pathname !== path) throw new Error(`${path} led to ${page.url()}`)
  visit.paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime)
  visit.elements = await page.evaluate(() => document.querySelectorAll('*').length)
  await context.close()
  return visit
}

async function signIn(page, role = 'staff') {
  const [, email, password] = told().match(new RegExp(`^ *${role} +(\\S+) +(\\S+)$`, 'm'))
  await page.goto(`${url}/sign-in`)
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await Promise.all([page.waitForURL(`${url}/`), page.locator('main button').last().click()])
}

async function portal() {
  const server = spawn(process.env.AFTERWORD_BINARY ?? '../target/release/afterword', ['serve', '--demo'], {
    cwd: import.meta.dirname,
    env: {
      ...process.env,
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
