import type { Page } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { newcomer, signIn } from '../support/people.ts'
import type { Portal } from '../support/portal.ts'
import { expect, test } from '../support/test.ts'

const text = `# Sit down first

Before you telephone anybody, *sit down*. Ask a colleague to be near.

| Say | Not |
|---|---|
| "He has died." | "We lost him." |

# Say it plainly

1. Say who you are.
2. Ask whether they can talk now.
3. Say it in one sentence.

> "I am very sorry. Your mother died a short while ago."

[Somebody to talk to](/support), day and night.`

const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()

/** Fills in everything a module needs. */
async function fill(page: Page, title: string, body = text) {
  await field(page, 'Title').fill(title)
  await field(page, 'Summary').fill('How to ring a family at night, in plain words.')
  await field(page, /how many minutes/).fill('10')
  await field(page, /you can …/).fill('Say it in one sentence\nAsk who is with them')
  await field(page, 'The text').fill(body)
  await field(page, 'Sources').fill('Our own way of working, agreed with the night team')
  await page.getByRole('checkbox', { name: 'Communication', exact: true }).check()
  await page.getByRole('checkbox', { name: 'Each person is seen as an individual' }).check()
}

/** Writes and publishes a module; answers its address. */
async function publish(page: Page, title: string): Promise<string> {
  await page.goto('/modules/write/new')
  await fill(page, title)
  await page.getByRole('button', { name: 'Save, then publish' }).click()
  await page.getByRole('button', { name: 'Publish it' }).click()
  await expect(page.getByRole('status')).toContainText('Published')
  const write = await page.getByRole('link', { name: title }).getAttribute('href')
  return write!.replace('/write', '')
}

const unique = (words: string) => `${words} ${crypto.randomUUID().slice(0, 8)}`

async function reader(browser: import('@playwright/test').Browser, portal: Portal) {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: test.info().project.use.javaScriptEnabled })
  await newcomer(context, portal)
  return context.newPage()
}

test('an educator writes a module, looks at it, and publishes it', async ({ page, portal }) => {
  const title = unique('Ringing a family')
  await signIn(page, portal, 'educator')
  await page.getByRole('link', { name: 'Write modules' }).click()
  await expectGoodPage(page, 'modules-write')
  await page.getByRole('link', { name: 'Write a new module' }).click()
  await expectGoodPage(page, 'module-new')

  await test.step('what lacks a title comes back', async () => {
    await field(page, 'Summary').fill('Only a <summary> & no title')
    await save(page)
    await expect(page).toHaveTitle(/^Error: /)
    await expect(page.getByRole('alert')).toContainText('Give the module a title')
    await expect(field(page, 'Summary')).toHaveValue('Only a <summary> & no title')
    await expectGoodPage(page, 'module-error')
  })

  await test.step('the preview shows it and keeps nothing', async () => {
    await fill(page, title)
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'not saved yet' })).toBeVisible()
    const preview = page.locator('#preview')
    await expect(preview.getByRole('heading', { name: 'Say it plainly' })).toBeVisible()
    await expect(preview.getByRole('table')).toBeVisible()
    await expectGoodPage(page, 'module-preview')
  })

  await test.step('saved, then published after being asked', async () => {
    await save(page)
    await expect(page.getByRole('status').filter({ hasText: 'The draft is saved.' })).toBeVisible()
    await expect(field(page, 'The text')).toHaveValue(text)
    await expect(page.getByRole('checkbox', { name: 'Communication', exact: true })).toBeChecked()
    await expectGoodPage(page, 'module-saved')
    await page.getByRole('button', { name: 'Save, then publish' }).click()
    await expect(page.getByRole('main')).toContainText('Everybody in your organisation can find it')
    await expectGoodPage(page, 'module-publish')
    await page.getByRole('button', { name: 'Publish it' }).click()
    await expect(page.getByRole('status')).toContainText('in the catalogue now')
    await expect(page.getByRole('listitem').filter({ hasText: title })).toContainText('Version 1 is published')
  })
})

test('somebody finds a module, reads it, leaves, comes back and marks it as complete', async ({ page, context, browser, portal }) => {
  const title = unique('Finding words')
  const office = await (await browser.newContext({ baseURL: portal.url })).newPage()
  await signIn(office, portal, 'educator')
  await publish(office, title)
  await office.context().close()

  await newcomer(context, portal)
  await page.goto('/')
  await page.getByRole('link', { name: 'Modules', exact: true }).click()
  await expectGoodPage(page, 'modules')
  await page.getByLabel('Theme').selectOption({ label: 'Communication' })
  await page.getByLabel('Ambition').selectOption({ label: 'Each person is seen as an individual' })
  await page.getByRole('button', { name: 'Show these' }).click()
  await expect(page).toHaveURL(/theme=/)
  await expectGoodPage(page, 'modules-filtered')
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByRole('main')).toContainText('Answers these themes')
  await expectGoodPage(page, 'module')

  await page.getByRole('link', { name: 'Start reading' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sit down first')
  await expectGoodPage(page, 'module-page')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Say it plainly')
  await expectGoodPage(page, 'module-last-page')

  await page.goto('/modules')
  await expect(page.getByRole('main')).toContainText('Carry on where you left')
  await expectGoodPage(page, 'modules-under-way')
  await page.locator('.aw-under-way').getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Say it plainly')
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sit down first')
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('button', { name: 'Mark as complete' }).click()
  await expect(page.getByRole('status')).toContainText('Only you can see that')
  await expectGoodPage(page, 'module-complete')

  await page.goto('/modules?theme=CUL&ambition=A6')
  await expectGoodPage(page, 'modules-crossing')
})

test('a starter module is read from its first page to its last', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await page.goto('/modules')
  const starter = page.getByRole('listitem').filter({ hasText: 'Starter content' }).first()
  await starter.getByRole('link').click()
  await expect(page.getByRole('main')).toContainText('needs local clinical review before use')
  await expectGoodPage(page, 'module-starter')
  await page.getByRole('link', { name: 'Start reading' }).click()
  for (let number = 1; ; number++) {
    await expectGoodPage(page, `module-starter-${number}`)
    const next = page.getByRole('button', { name: 'Next page' })
    if (!(await next.isVisible())) break
    await next.click()
  }
  await page.getByRole('button', { name: 'Mark as complete' }).click()
  await expect(page.getByRole('status')).toContainText('Marked as complete')
})

test('a correction is a new version, and a module can be taken out and put back', async ({ page, browser, portal }) => {
  const title = unique('To be corrected')
  await signIn(page, portal, 'educator')
  const module = await publish(page, title)
  const staff = await reader(browser, portal)
  await staff.goto(`${module}/1/1`)
  await staff.getByRole('button', { name: 'Next page' }).click()

  await page.getByRole('link', { name: title }).click()
  await field(page, 'The text').fill(text.replace('Sit down first', 'Sit down together'))
  await page.getByRole('button', { name: 'Save, then publish' }).click()
  await expect(page.getByRole('main')).toContainText('Whoever has begun an earlier version keeps it')
  await expectGoodPage(page, 'module-publish-again')
  await page.getByRole('button', { name: 'Publish version 2' }).click()

  await staff.goto(module)
  await expect(staff.getByRole('main')).toContainText('There is a newer version')
  await expectGoodPage(staff, 'module-newer')
  await staff.getByRole('link', { name: /the one you began/ }).click()
  await expectGoodPage(staff, 'module-page-older')
  await staff.goto(module)
  await staff.getByRole('link', { name: 'Begin the newer version' }).click()
  await expect(staff.getByRole('heading', { level: 1 })).toHaveText('Sit down together')

  await page.getByRole('link', { name: title }).click()
  await page.getByRole('link', { name: 'Take it out of the catalogue' }).click()
  await expectGoodPage(page, 'module-withdraw')
  await page.getByRole('button', { name: 'Take it out' }).click()
  await expect(page.getByRole('status')).toContainText('out of the catalogue')
  await staff.goto(module)
  await expect(staff.getByRole('main')).toContainText('no longer in the catalogue')
  await expectGoodPage(staff, 'module-withdrawn')

  await page.getByRole('link', { name: title }).click()
  await expectGoodPage(page, 'module-write-withdrawn')
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'back in the catalogue' })).toBeVisible()
  await staff.goto(module)
  await expect(staff.getByRole('link', { name: /Carry on at page 2/ })).toBeVisible()
  await staff.context().close()
})

test('two tabs on one draft leave both texts', async ({ page, context, portal }) => {
  await signIn(page, portal, 'educator')
  await page.goto('/modules/write/new')
  await fill(page, unique('Two tabs'))
  await save(page)
  const address = page.url()
  const other = await context.newPage()
  await other.goto(address)
  await field(other, 'Summary').fill('From the other tab')
  await save(other)
  await expect(other.getByRole('status').filter({ hasText: 'The draft is saved.' })).toBeVisible()

  await field(page, 'Summary').fill('From this tab')
  await save(page)
  await expect(page.getByRole('main')).toContainText('The other version')
  await expect(page.getByRole('main')).toContainText('From the other tab')
  await expect(field(page, 'Summary')).toHaveValue('From this tab')
  await expectGoodPage(page, 'module-two-tabs')
  await save(page)
  await expect(page.getByRole('status').filter({ hasText: 'The draft is saved.' })).toBeVisible()
  await expect(field(page, 'Summary')).toHaveValue('From this tab')
})

test('a script in the text is told by its line and never published', async ({ page, portal }) => {
  await signIn(page, portal, 'educator')
  await page.goto('/modules/write/new')
  await fill(page, unique('With a script'), '# A page\n\nWords.\n\n<script>document.title = "run"</script>\n\n<img src=x onerror="document.title=\'run\'">')
  await page.getByRole('button', { name: 'Save, then publish' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nearly there')
  await expect(page.getByRole('main')).toContainText('Line 5: HTML tags are never shown')
  await expectGoodPage(page, 'module-unready')
  await page.getByRole('link', { name: 'Go on writing' }).click()
  await expect(page.locator('#preview')).toContainText('Line 5')
  await expect(page).not.toHaveTitle(/run/)
  await expectGoodPage(page, 'module-left-out')
})

test.describe('with the script', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'the preview follows only with JavaScript')

  test('the preview follows what is written', async ({ page, portal }) => {
    await signIn(page, portal, 'educator')
    await page.goto('/modules/write/new')
    await expect(page.locator('[data-preview=follows]')).toBeVisible()
    await field(page, 'The text').fill('# First\n\nA **strong** word <b>and</b> a tag.')
    const preview = page.locator('#preview')
    await expect(preview.locator('strong')).toHaveText('strong')
    await expect(preview).toContainText('Line 3: HTML tags are never shown')
    await expect(preview.locator('b')).toHaveCount(0)
    await field(page, 'The text').fill('# First\n\nShort.\n\n# Second\n\nMore.')
    await expect(preview.getByRole('heading', { name: 'Second' })).toBeVisible()
    await expectGoodPage(page, 'module-live')
  })

  test('without the network the words stay and the line says so', async ({ page, context, portal, quiet }) => {
    quiet.expect(/ERR_INTERNET_DISCONNECTED/)
    await signIn(page, portal, 'educator')
    await page.goto('/modules/write/new')
    await expect(page.locator('[data-preview=follows]')).toBeVisible()
    await context.setOffline(true)
    await field(page, 'The text').fill('# Offline')
    await expect(page.locator('[data-preview=waits]')).toContainText('Your words are in the form.')
    await context.setOffline(false)
    await field(page, 'The text').fill('# Back again')
    await expect(page.locator('#preview')).toContainText('Back again')
    await expect(field(page, 'The text')).toHaveValue('# Back again')
  })

  test('leaving with words that are not saved asks first', async ({ page, portal }) => {
    await signIn(page, portal, 'educator')
    await page.goto('/modules/write/new')
    await expect(page.locator('[data-preview=follows]')).toBeVisible()
    await field(page, 'Title').fill('Not saved')
    const asked = page.waitForEvent('dialog')
    await page.close({ runBeforeUnload: true })
    const question = await asked
    expect(question.type()).toBe('beforeunload')
    await question.dismiss()
    await expect(field(page, 'Title')).toHaveValue('Not saved')
  })
})
