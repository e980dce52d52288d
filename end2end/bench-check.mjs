// How long after a key is pressed the identifier check has marked the text, in Chromium.
// `make bench` runs it; docs/performance.md says what the figures mean.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bench, median } from './support/bench.mjs'

const WORDS = 2000
const KEYS = 120

const lines = readFileSync(join(import.meta.dirname, '../app/deid/tests/data/development.jsonl'), 'utf8')
const texts = lines.trim().split('\n').map((line) => JSON.parse(line).text)
const words = texts.join('\n\n').match(/\S+\s*/g).slice(0, WORDS).join('').trim()

await bench(async ({ browser, url, session }) => {
  console.log('| 2,000 words | where | marks | key to marks in the page ms: p50 | p95 | most | key to marks laid out ms: p50 | p95 | most | the same without the check: p50 | p95 |')
  console.log('|---|---|---|---|---|---|---|---|---|---|---|')
  for (const [name, text] of [
    ['in paragraphs', words],
    ['in one paragraph', words.replaceAll(/\s+/g, ' ')],
  ]) {
    for (const [where, at] of [
      ['in the middle', 0.5],
      ['at the end', 1],
    ]) {
      const off = await type(text, at, false)
      const on = await type(text, at, true)
      const figures = [
        on.marks,
        ...summary(on.keys.map((key) => key.marked)),
        ...summary(on.keys.map((key) => key.laidOut)),
        ...summary(off.keys.map((key) => key.laidOut)).slice(0, 2),
      ]
      console.log(`| ${[name, where, ...figures].join(' | ')} |`)
    }
  }

  /** Types a sentence with a name in it, and measures every key. */
  async function type(text, where, isOn) {
    const context = await browser.newContext({ storageState: session, viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${url}/reflections/new`)
    await page.locator('main form button').last().click()
    await page.waitForURL('**/write')
    await page.locator('[role=switch]').waitFor()
    await page.route('**/autosave', (route) => route.abort()) // the field holds more than may be saved
    if (isOn) {
      await page.getByRole('switch').click()
      await page.locator('.aw-marked__layer').first().waitFor()
    }
    const area = page.locator('textarea[data-check]').first()
    await area.fill(text)
    await page.waitForTimeout(600)
    await area.evaluate((area, at) => {
      area.focus()
      area.setSelectionRange(at, at)
      window.keys = []
      let pressed
      addEventListener('keydown', (event) => (pressed = event.timeStamp), true)
      // The last to hear of the input: by now the check has done what it does at once.
      addEventListener('input', () => {
        const marked = performance.now() - pressed
        area.getBoundingClientRect()
        document.querySelector('.aw-marked__words')?.getBoundingClientRect()
        window.keys.push({ marked, laidOut: performance.now() - pressed })
      })
    }, Math.round(text.length * where))
    const sentence = ' And then I rang Mrs Okafor on 07911 123456 about her son Chidi at 02:15 on the 3rd of March. '
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press(sentence[key % sentence.length] === ' ' ? 'Space' : sentence[key % sentence.length])
      await page.waitForTimeout(key % 10 === 9 ? 500 : 40) // a pause now and then, as people make
    }
    const keys = (await page.evaluate(() => window.keys)).slice(10)
    const marks = await page.locator('.aw-marked__layer .aw-mark').count()
    if (isOn && !(await page.locator('.aw-mark', { hasText: 'Mrs Okafor' }).count())) throw new Error('nothing is marked')
    await context.close()
    return { keys, marks }
  }
})

function summary(times) {
  const sorted = times.toSorted((a, b) => a - b)
  return [median(times), sorted[Math.floor(sorted.length * 0.95)], sorted.at(-1)].map((time) => time.toFixed(1))
}
