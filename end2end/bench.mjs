// What a first visit to each page costs a browser: requests, bytes as sent, first contentful paint.
// `make bench` runs it; docs/performance.md says what the figures mean.
import { bench, kB, median } from './support/bench.mjs'

const VISITS = 7
const KINDS = ['Document', 'Stylesheet', 'Script', 'wasm', 'lexicon']

await bench(async ({ browser, url, session, one, module, educator }) => {
  console.log(
    '| page | requests | sent kB | of which HTML | CSS | scripts | wasm | lexicon | first contentful paint ms | DOM elements |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|')
  for (const [name, path, storageState, then] of [
    ['Sign in', '/sign-in', undefined],
    ['Home', '/', session],
    ['List', '/reflections', session],
    ['One reflection', one, session],
    ['Before writing', '/reflections/new', session],
    ['Editor', `${one}/write`, session],
    ['Editor, check switched on', `${one}/write`, session, switchOn],
    ['Sharing, two pages, check switched on', `${one}/share`, session, goOnAndSwitchOn],
    ['Themes', '/themes', session],
    ['What changed', '/changes', session],
    ['Modules', '/modules', session],
    ['One module', module, session],
    ['Module page', `${module}/1/1`, session],
    ['Module editor', '/modules/write/new', educator],
    ['Support', '/support', session],
    ['Account', '/account', session],
  ]) {
    const visits = []
    for (let visit = 0; visit < VISITS; visit++) visits.push(await firstVisit(path, storageState, then))
    const of = (what) => median(visits.map((visit) => visit[what]))
    const sizes = ['all', ...KINDS].map((kind) => kB(of(kind)))
    console.log(`| ${[name, of('requests'), ...sizes, Math.round(of('paint')), of('elements')].join(' | ')} |`)
  }

  /** Opens a page with nothing in the cache, and counts what Chromium was sent, headers too. */
  async function firstVisit(path, storageState, then) {
    const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    const asked = new Map()
    const visit = { requests: 0, all: 0, ...Object.fromEntries(KINDS.map((kind) => [kind, 0])) }
    network.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
      if (!request.url.startsWith('http')) return // data: and blob: cost nothing
      if (!request.url.startsWith(url)) throw new Error(`a request to another host: ${request.url}`)
      visit.requests++
      const kind = request.url.endsWith('.wasm') ? 'wasm' : request.url.endsWith('.bin') ? 'lexicon' : type
      asked.set(requestId, kind)
    })
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!asked.has(requestId)) return
      visit.all += encodedDataLength
      visit[asked.get(requestId)] += encodedDataLength
    })
    await page.goto(url + path, { waitUntil: 'networkidle' })
    if (new URL(page.url()).pathname !== path) throw new Error(`${path} led to ${page.url()}`)
    await then?.(page)
    visit.paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime)
    visit.elements = await page.evaluate(() => document.querySelectorAll('*').length)
    await context.close()
    return visit
  }

  async function goOnAndSwitchOn(page) {
    await page.getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.waitForLoadState('networkidle')
    await switchOn(page)
  }

  async function switchOn(page) {
    await page.getByRole('switch').click()
    await page.locator('.aw-marked__layer').first().waitFor()
    await page.waitForLoadState('networkidle')
  }
})
