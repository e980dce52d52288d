import { expectGoodPage } from '../support/checks.ts'
import { fillSignIn, newcomer } from '../support/people.ts'
import { expectNoWords, hide } from '../support/reflections.ts'
import { detail, letGo, lookAtIt, reflect, safeWords, startSharing, words } from '../support/sharing.ts'
import { expect, test } from '../support/test.ts'

const named = 'We looked after Mrs Okafor on Ward 7. Her daughter rang on 3 March, and we moved the bed to the window.'

test('somebody shares part of a reflection, sees exactly what leaves, and takes it back', async ({
  page,
  context,
  portal,
}) => {
  await newcomer(context, portal)
  await reflect(page, named)
  await expectGoodPage(page, 'reflection-to-share')
  const address = page.url().replace(/\?.*/, '')
  await page.getByRole('link', { name: 'Share something from this' }).click()
  await expectGoodPage(page, 'share-choose')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose what you would like to start from')
  await expectGoodPage(page, 'share-choose-error')
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(words(page)).toHaveValue(named)
  await expectGoodPage(page, 'share-clean')

  await detail(page, 'Mrs Okafor').getByRole('radio', { name: 'Change it to other words' }).check()
  await detail(page, 'Mrs Okafor').getByLabel('Words to put there').fill('Mrs Adeyemi')
  await detail(page, 'Ward 7').getByRole('radio', { name: /^Change it to “/ }).check()
  await lookAtIt(page)
  await expect(page.getByRole('alert')).toContainText('“Mrs Adeyemi” could point to a person')
  await expect(page.getByRole('alert')).toContainText('“3 March” could point to a person')
  await expect(words(page)).toHaveValue(/Mrs Adeyemi on a ward/)
  await expectGoodPage(page, 'share-clean-error')
  await detail(page, 'Mrs Adeyemi').getByRole('radio', { name: 'Change it to other words' }).check()
  await detail(page, 'Mrs Adeyemi').getByLabel('Words to put there').fill('somebody')
  await detail(page, '3 March').getByRole('radio', { name: 'Keep it, for a reason' }).check()
  await lookAtIt(page)
  await expect(page.getByRole('alert')).toContainText('Choose a reason for keeping “3 March”')
  await detail(page, '3 March').getByRole('combobox').selectOption({ label: 'It could be any of very many people' })
  await lookAtIt(page)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is what others will see')
  const left = 'We looked after somebody on a ward. Her daughter rang on 3 March, and we moved the bed to the window.'
  await expect(page.getByRole('blockquote')).toHaveText(left)
  await expect(page.getByRole('main')).toContainText('“3 March”: It could be any of very many people')
  await expectGoodPage(page, 'share-agree')
  await page.getByRole('button', { name: 'Share these words' }).click()
  await expect(page.getByRole('alert')).toContainText('Tick the box if you agree')
  await expect(page.getByRole('alert')).toContainText('Say whether your words may be quoted')
  await expectGoodPage(page, 'share-agree-error')
  await page.getByRole('button', { name: 'Change the words' }).click()
  await expect(words(page)).toHaveValue(left)
  await expect(detail(page, '3 March').getByRole('radio', { name: 'Keep it, for a reason' })).toBeChecked()
  await lookAtIt(page)
  await letGo(page, { quoted: true })
  await expect(page).toHaveURL(`${address}/shared?done=shared`)
  await expect(page.getByRole('blockquote')).toHaveText(left)
  await expectGoodPage(page, 'shared-done')

  await page.goto('/reflections')
  await page.getByRole('link', { name: 'What you have shared' }).click()
  await expect(page.getByRole('main')).toContainText('Waiting')
  await expectGoodPage(page, 'shared-list')
  await page.getByRole('button', { name: /^Take it back/ }).click()
  await expect(page.getByRole('status')).toContainText('Taken back')
  await page.goto('/shared')
  await expectNoWords(page, left)
  await expectGoodPage(page, 'shared-list-empty')
})

test('one button changes every detail to neutral words, and the author still looks first', async ({
  page,
  context,
  portal,
}) => {
  await newcomer(context, portal)
  await reflect(page, named)
  await startSharing(page)
  await page.getByRole('button', { name: 'Change them all to neutral words' }).click()
  await expect(words(page)).not.toHaveValue(/Okafor|Ward 7|3 March/)
  await expect(words(page)).toHaveValue(/we moved the bed to the window/)
  await lookAtIt(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is what others will see')
})

test('what has moved on is withdrawn after a question', async ({ page, context, browser, portal }) => {
  await newcomer(context, portal)
  await reflect(page, safeWords)
  await startSharing(page)
  await lookAtIt(page)
  await letGo(page)
  // The demonstration's people who wait lack company for one batch.
  for (let more = 0; more < 2; more++) {
    const other = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: false })
    const tab = await other.newPage()
    await newcomer(other, portal)
    await reflect(tab, safeWords)
    await startSharing(tab)
    await lookAtIt(tab)
    await letGo(tab)
    await other.close()
  }
  expect(await portal.command('pool', 'move')).toContain('what waited has moved')

  await page.goto('/shared')
  await expect(page.getByRole('main')).toContainText('It has left your name behind')
  await expectGoodPage(page, 'shared-moved')
  await page.getByRole('button', { name: /^Withdraw it/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Withdraw what you shared?')
  await expect(page.getByRole('main')).toContainText('A reviewer may read it until then')
  await expectGoodPage(page, 'shared-withdraw')
  await page.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(page.getByRole('status')).toContainText('Until then a reviewer may read it')
  await expect(page.getByRole('main')).toContainText('Being withdrawn')
})

test('words on the way are kept out of sight for somebody whose session is over', async ({ page, context, portal }) => {
  const person = await newcomer(context, portal)
  await reflect(page, safeWords)
  await startSharing(page)
  await words(page).fill('These words are nowhere else.')
  await context.request.post('/lock', { headers: { 'sec-fetch-site': 'same-origin' } })
  await lookAtIt(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  await expect(page.getByText('These words are nowhere else.')).toHaveCount(0)
  await expectGoodPage(page, 'share-signed-out')
  const signingIn = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in in a new tab' }).click()
  await fillSignIn(await signingIn, person)
  await page.getByRole('button', { name: 'Go on with my words' }).click()
  await expect(words(page)).toHaveValue('These words are nowhere else.')
})

test('hiding the page leaves nothing to read of what was to be shared, and loses none of it', async ({
  page,
  context,
  portal,
}) => {
  const person = await newcomer(context, portal)
  await reflect(page, named)
  await startSharing(page)
  await words(page).fill('These words are nowhere else.')
  await hide(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is hidden')
  await expectNoWords(page, 'These words', 'Okafor')
  await expectGoodPage(page, 'share-hidden')
  const signingIn = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in in a new tab' }).click()
  await fillSignIn(await signingIn, person)
  await page.getByRole('button', { name: 'Go on with my words' }).click()
  await expect(words(page)).toHaveValue('These words are nowhere else.')
})

test.describe('with a script', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'marks as one writes need JavaScript')

  test('details are marked as one writes, and the server still has the last word', async ({ page, context, portal }) => {
    await newcomer(context, portal)
    await reflect(page, named)
    await startSharing(page)
    await page.getByRole('switch', { name: 'Show what could identify someone' }).click()
    await expect(page.locator('.aw-marked__layer .aw-mark')).toHaveCount(3)
    await expectGoodPage(page, 'share-clean-live')
    await page.locator('details.aw-found > summary').click()
    await page.getByRole('button', { name: 'Cut: Mrs Okafor' }).click()
    await page.getByRole('button', { name: /^Change to “.*: Ward 7/ }).click()
    await page.getByRole('button', { name: 'Leave it: 3 March' }).click()
    await expect(words(page)).not.toHaveValue(/Okafor|Ward 7/)
    await lookAtIt(page)
    await expect(page.getByRole('alert')).toContainText('“3 March” could point to a person')
    await detail(page, '3 March').getByRole('radio', { name: 'Take it out' }).check()
    await lookAtIt(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is what others will see')
  })
})
