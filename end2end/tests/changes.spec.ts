import type { Browser, Page } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { newcomer, signInAs } from '../support/people.ts'
import type { Portal } from '../support/portal.ts'
import { expect, test } from '../support/test.ts'

const colours = ['red', 'blue', 'green', 'white', 'yellow', 'orange', 'grey']
const colour = () => colours[Math.floor(Math.random() * colours.length)]

/** Words that no other run has used, and that the check takes for nobody's. */
const unique = (words: string) => `${words}, with a ${colour()} and ${colour()} and ${colour()} line under it.`
const words = (page: Page) => page.getByRole('textbox', { name: 'What was done about it?' })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const look = (page: Page) => page.getByRole('button', { name: 'Save, then look at it' }).click()

/** Writes a change that answers the first theme of the list. */
async function write(page: Page, what: string) {
  await page.goto('/changes/write/new')
  await page.getByRole('checkbox').first().check()
  await words(page).fill(what)
  await page.getByRole('radio', { name: 'Done' }).check()
}

/** Somebody else, in a browser of their own. */
async function another(browser: Browser, portal: Portal) {
  const { javaScriptEnabled } = test.info().project.use
  return browser.newContext({ baseURL: portal.url, javaScriptEnabled })
}

test('a lead tells what was done, and everybody reads it', async ({ page, browser, portal }) => {
  const what = unique('The list of whom to ring hangs by the telephone now')
  await signInAs(page, portal.people('safety lead')[0]!)
  await page.goto('/desk')
  await page.getByRole('link', { name: 'Tell people what changed' }).click()
  await expectGoodPage(page, 'changes-write')
  await page.getByRole('link', { name: 'Write a new one' }).click()
  await expectGoodPage(page, 'change-new')

  await test.step('what is empty comes back', async () => {
    await page.getByRole('radio', { name: 'Under way' }).check()
    await save(page)
    await expect(page).toHaveTitle(/^Error: /)
    await expect(page.getByRole('alert')).toContainText('Say what was done, or what will be')
    await expect(page.getByRole('radio', { name: 'Under way' })).toBeChecked()
    await expectGoodPage(page, 'change-error')
  })

  await test.step('it is saved, and told when it is whole', async () => {
    await words(page).fill(what)
    await look(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nearly there')
    await expectGoodPage(page, 'change-nearly')
    await page.getByRole('link', { name: 'Go on writing' }).click()
    await page.getByRole('checkbox').first().check()
    await look(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is what others will read')
    await expect(page.getByRole('main')).toContainText('We are doing')
    await expectGoodPage(page, 'change-look')
    await page.getByRole('button', { name: 'Tell everybody' }).click()
    await expect(page.getByRole('status')).toContainText('Everybody in your organisation can read it now.')
    await expectGoodPage(page, 'changes-write-told')
  })

  await test.step('a colleague reads it', async () => {
    const context = await another(browser, portal)
    await newcomer(context, portal)
    const reader = await context.newPage()
    await reader.goto('/')
    await reader.getByRole('link', { name: 'What changed' }).click()
    await expect(reader.getByRole('main')).toContainText(what)
    await expectGoodPage(reader, 'changes')
    await reader.goto('/themes')
    await reader.getByRole('link', { name: what.slice(0, 30) }).click()
    await expect(reader.getByRole('main')).toContainText('You said')
    await expectGoodPage(reader, 'change')
    expect((await reader.goto('/changes/write'))?.status()).toBe(404)
    await context.close()
  })
})

test('a detail is changed, or kept for a reason', async ({ page, portal }) => {
  await signInAs(page, portal.people('safety lead')[0]!)
  await write(page, 'We thanked Mrs Okafor for it.')
  await save(page)
  await expect(page.getByRole('heading', { name: 'This could point to a person' })).toBeVisible()
  await expectGoodPage(page, 'change-found')
  await look(page)
  await expect(page.getByRole('main')).toContainText('could point to a person')
  await page.getByRole('link', { name: 'Go on writing' }).click()
  await page.getByLabel(/^Why .* can stay$/).selectOption({ index: 1 })
  await look(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is what others will read')
})

test('two leads at once lose nothing', async ({ page, browser, portal }) => {
  const [one, two] = portal.people('safety lead')
  await signInAs(page, one!)
  await write(page, unique('Begun by one lead'))
  await save(page)
  await expect(page.getByRole('status').filter({ hasText: 'It is saved.' })).toBeVisible()
  const address = new URL(page.url()).pathname

  const context = await another(browser, portal)
  const office = await context.newPage()
  await signInAs(office, two!)
  await office.goto(address)
  await words(office).fill('From the second lead.')
  await save(office)
  await expect(office.getByRole('status').filter({ hasText: 'It is saved.' })).toBeVisible()
  await context.close()

  await words(page).fill('From the first lead.')
  await save(page)
  await expect(page.getByRole('heading', { name: 'The other version' })).toBeVisible()
  await expect(page.locator('#other')).toContainText('From the second lead.')
  await expect(words(page)).toHaveValue('From the first lead.')
  await expectGoodPage(page, 'change-conflict')
  await save(page)
  await expect(words(page)).toHaveValue('From the first lead.')
})

test('what was told is corrected and taken down', async ({ page, portal }) => {
  const what = unique('Told in a hurry')
  await signInAs(page, portal.people('safety lead')[1]!)
  await write(page, what)
  await look(page)
  await page.getByRole('button', { name: 'Tell everybody' }).click()
  await page.getByRole('link', { name: what }).click()
  await words(page).fill(what.replace('in a hurry', 'with care'))
  await look(page)
  await page.getByRole('button', { name: 'Tell it in these words' }).click()
  await page.goto('/changes')
  await expect(page.getByRole('main')).not.toContainText(what)
  await expect(page.getByRole('main')).toContainText(what.replace('in a hurry', 'with care'))

  await page.goto('/changes/write')
  await page.getByRole('link', { name: what.replace('in a hurry', 'with care') }).click()
  await page.getByRole('link', { name: 'Take it down' }).click()
  await expectGoodPage(page, 'change-take-down')
  await page.getByRole('button', { name: 'Take it down' }).click()
  await expect(page.getByRole('status')).toContainText('It is taken down')
  await page.goto('/changes')
  await expect(page.getByRole('main')).not.toContainText(what.replace('in a hurry', 'with care'))
})
