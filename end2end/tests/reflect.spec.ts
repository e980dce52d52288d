import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectGoodPage, photograph } from '../support/checks.ts'
import { newcomer } from '../support/people.ts'
import { answer, begin, finish, note, save, saveLine, stays } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

const templates = ['After a death', 'What? So what? Now what?', 'Something that went well', note]

test('each template is begun, written, finished, and found again in the list', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await page.goto('/reflections')
  await expect(page.getByRole('main')).toContainText('Nothing here yet')
  await expectGoodPage(page, 'reflections-empty')

  for (const [at, template] of templates.entries()) {
    await begin(page, template)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(template)
    const words = `Number ${at}: we sat with them until it was light.`
    await page.getByRole('textbox').first().fill(words)
    await expectGoodPage(page, `write-${at + 1}`)
    await finish(page)
    await expect(page.getByRole('status')).toContainText('Saved. Only you can open it.')
    await expect(page.getByRole('article')).toContainText(words)
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveCount(1)
    expect(await page.title(), 'titles hold nothing that was typed').not.toContain('Number')
  }

  await page.goto('/reflections')
  const entries = page.getByRole('main').getByRole('listitem')
  await expect(entries).toHaveCount(templates.length)
  await expect(entries.first(), 'the newest first').toContainText('Number 3')
  await expectGoodPage(page, 'reflections')
})

test('every question can be skipped', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  for (const template of templates) {
    await begin(page, template)
    await finish(page)
    await expect(page.getByRole('article')).toContainText('Nothing written yet.')
  }
  await expectGoodPage(page, 'reflection-empty')
})

test('a reflection is written, read, changed, copied, printed and deleted', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await begin(page, 'After a death')

  await test.step('written, with what is picked and the private line', async () => {
    await answer(page, 'What were you part of?').fill('We moved the bed.\n\n# She saw the garden.')
    await page.getByRole('group', { name: 'Was a plan or record there' }).getByRole('radio').first().check()
    await page.getByLabel('Where were you working?').selectOption('Care home')
    await page.getByRole('radio', { name: 'I am worn out' }).check()
    await answer(page, 'Anything you want to say to yourself').fill('Take the long way home.')
    await save(page)
    await expect(page.getByText(/^Saved \d+ \w+ \d{4}, \d\d:\d\d\.$/)).toBeVisible()
    await expect(answer(page, 'What were you part of?')).toHaveValue('We moved the bed.\n\n# She saw the garden.')
    await expect(page.getByRole('radio', { name: 'I am worn out' })).toBeChecked()
    await expect(page.getByLabel('Where were you working?')).toHaveValue('care-home')
  })

  await test.step('read', async () => {
    await finish(page)
    const article = page.getByRole('article')
    for (const words of ['# She saw the garden.', 'Care home', 'I am worn out', 'Take the long way home.']) {
      await expect(article).toContainText(words)
    }
    await expectGoodPage(page, 'reflection')
  })

  await test.step('changed', async () => {
    await page.getByRole('link', { name: 'Go on writing' }).click()
    await answer(page, 'What made it harder?').fill('Nobody could find the key.')
    await finish(page)
    await expect(page.getByRole('article')).toContainText('Nobody could find the key.')
  })

  await test.step('copied, without the private line', async () => {
    const markdown = await download(page, /Markdown/)
    expect(markdown.name).not.toMatch(/death|reflection/i)
    expect(markdown.text).toContain('# After a death')
    expect(markdown.text).toContain('## What made it harder?\n\nNobody could find the key.')
    expect(markdown.text, 'typed marks are words, not headings').toContain('\\# She saw the garden.')
    const json = await download(page, /JSON/)
    const { format, template, answers } = JSON.parse(json.text)
    expect([format, template.id]).toEqual(['afterword-reflection-1', 'after-a-death'])
    expect(answers).toContainEqual({ prompt: 'setting', ask: 'Where were you working?', answer: 'Care home' })
    expect(answers).toHaveLength(4)
    for (const { text } of [markdown, json]) expect(text).not.toMatch(/long way home|worn out/)
  })

  await test.step('printed, the article alone', async () => {
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('article')).toContainText('Nobody could find the key.')
    await expect(page.getByText('A private reflection. It belongs')).toBeVisible()
    for (const role of ['banner', 'navigation', 'contentinfo', 'button', 'link'] as const) {
      for (const part of await page.getByRole(role, { includeHidden: true }).all()) await expect(part).toBeHidden()
    }
    for (const words of ['Take the long way home.', 'I am worn out', 'Take a copy', 'Saved. Only you']) {
      for (const part of await page.getByText(words).all()) await expect(part).toBeHidden()
    }
    await photograph(page, 'print')
    await page.emulateMedia({ media: null })
  })

  await test.step('deleted, after saying what that does', async () => {
    const address = page.url()
    await page.getByRole('link', { name: 'Delete' }).click()
    await expect(page.getByRole('main')).toContainText('35 days at most')
    await expectGoodPage(page, 'delete')
    await page.getByRole('link', { name: 'Keep it' }).click()
    await expect(page.getByRole('article')).toBeVisible()
    await page.getByRole('link', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    await expect(page.getByRole('status')).toContainText('deleted')
    await expect(page.getByRole('main')).toContainText('Nothing here yet')
    expect((await page.goto(address))?.status()).toBe(404)
  })
})

test('an answer that is too long is refused, and everything typed is still there', async ({
  page,
  context,
  portal,
  quiet,
  javaScriptEnabled,
}) => {
  quiet.expect(/response: 422 .*autosave/)
  await newcomer(context, portal)
  await begin(page)
  const long = 'We waited. '.repeat(1000)
  await answer(page).fill(long)
  await answer(page, 'easier, or harder').fill('A kind word & a <missing> key.')
  await page.getByRole('radio', { name: 'A bit of everything' }).check()
  await answer(page, 'Anything you want to say to yourself').fill('Enough for today.')
  await finish(page)

  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.getByRole('alert')).toContainText('The most it can hold is 10,000')
  await expect(answer(page)).toHaveValue(long)
  await expect(answer(page, 'easier, or harder')).toHaveValue('A kind word & a <missing> key.')
  await expect(page.getByRole('radio', { name: 'A bit of everything' })).toBeChecked()
  await expect(answer(page, 'Anything you want to say to yourself')).toHaveValue('Enough for today.')
  if (javaScriptEnabled) await expect(saveLine(page)).toContainText('Not saved yet.')
  await expectGoodPage(page, 'write-too-long')

  await page.getByRole('alert').getByRole('link').click()
  await expect(answer(page), 'the summary leads to the answer').toBeFocused()
  await answer(page).fill('We waited.')
  await finish(page)
  await expect(page.getByRole('article')).toContainText('We waited.')
})

test('somebody else’s reflection is as good as none', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await begin(page)
  await answer(page).fill('Mine alone.')
  await finish(page)
  const address = new URL(page.url()).pathname

  await context.clearCookies()
  await newcomer(context, portal)
  for (const way of ['', '/write', '/versions', '/delete', '/copy/markdown', '/copy/json']) {
    const answer = await page.goto(address + way)
    expect(answer?.status(), way).toBe(404)
    await expect(page.getByRole('main')).not.toContainText(stays)
  }
  await expect(page.locator('.aw-reference'), 'with something to quote').toHaveText(/^[A-Z0-9]{4,}$/)
  await expectGoodPage(page, 'not-found-signed-in')
})

async function download(page: Page, link: RegExp) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}
