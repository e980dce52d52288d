import { expectGoodPage } from '../support/checks.ts'
import { newcomer } from '../support/people.ts'
import { answer, begin, finish, listens, note, saveLine } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'nothing saves by itself without JavaScript')

const words = 'He liked the radio on, quietly.'

test.beforeEach(async ({ context, portal }) => {
  await context.clock.install()
  await newcomer(context, portal)
})

test('what is written saves itself after a pause, and the line is honest', async ({ page, context }) => {
  await begin(page)
  await listens(page)
  await expectGoodPage(page, 'write-fresh')
  await answer(page).fill(words)
  await expect(saveLine(page)).toContainText('Not saved yet.')
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  await expectGoodPage(page, 'write-saved')

  await test.step('leaving the field changes nothing', async () => {
    await page.getByRole('heading', { level: 1 }).click()
    await expect(answer(page)).not.toBeFocused()
    await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  })

  await test.step('a word typed and taken back leaves nothing to save', async () => {
    await answer(page).press('End')
    await answer(page).press('x')
    await expect(saveLine(page)).toContainText('Not saved yet.')
    await answer(page).press('Backspace')
    await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  })

  await test.step('what is picked saves itself as well', async () => {
    await page.getByRole('radio', { name: 'I feel sad' }).check()
    await expect(saveLine(page)).toContainText('Not saved yet.')
    await page.clock.fastForward('00:02')
    await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  })

  await test.step('and all of it is there in another tab', async () => {
    const other = await context.newPage()
    await other.goto(page.url())
    await expect(answer(other)).toHaveValue(words)
    await expect(other.getByRole('radio', { name: 'I feel sad' })).toBeChecked()
  })
})

test('a tab that is closed in the middle of a sentence has saved it', async ({ page, context }) => {
  await begin(page)
  await listens(page)
  const address = page.url()
  await answer(page).fill(words)
  await page.close({ runBeforeUnload: true })

  const again = await context.newPage()
  await expect(async () => {
    await again.goto(address)
    await expect(answer(again)).toHaveValue(words, { timeout: 500 })
  }).toPass()
})

test('following a link in the middle of a sentence saves it', async ({ page }) => {
  await begin(page)
  await listens(page)
  await answer(page).fill(words)
  await page.getByRole('link', { name: 'Home' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Take a moment')
  await expect(async () => {
    await page.goto('/')
    await page.getByRole('link', { name: 'Carry on with your draft' }).click({ timeout: 500 })
  }).toPass()
  await expect(answer(page)).toHaveValue(words)
})

test('words typed before the script arrives are kept and saved', async ({ page, context }) => {
  let arrive = () => {}
  const late = new Promise<void>((resolve) => (arrive = resolve))
  await context.route('**/*.wasm', async (route) => {
    await late
    await route.continue()
  })
  await begin(page)
  await expect(saveLine(page)).toContainText('Press a save button')
  await answer(page).fill(words)
  await page.getByRole('radio', { name: 'I feel sad' }).check()

  arrive()
  await expect(saveLine(page)).toContainText('Not saved yet.')
  await expect(answer(page)).toHaveValue(words)
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  await page.reload()
  await expect(answer(page)).toHaveValue(words)
  await expect(page.getByRole('radio', { name: 'I feel sad' })).toBeChecked()
})

test('a script that never arrives is not needed', async ({ page, context, quiet }) => {
  quiet.expect(/\.wasm|ERR_FAILED|Failed to fetch/)
  await context.route('**/*.wasm', (route) => route.abort())
  await begin(page)
  await answer(page).fill(words)
  await finish(page)
  await expect(page.getByRole('article')).toContainText(words)
})

test('when the network is lost it keeps trying, and saves when it is back', async ({ page, context, quiet }) => {
  quiet.expect(/ERR_INTERNET_DISCONNECTED/)
  await begin(page)
  await listens(page)
  await context.setOffline(true)
  await answer(page).fill(words)
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText('we will keep trying')
  await expectGoodPage(page, 'write-trying')

  await context.setOffline(false)
  await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  await page.reload()
  await expect(answer(page)).toHaveValue(words)
})

test('a page that is left with words unsaved and no network asks first', async ({ page, context, quiet }) => {
  quiet.expect(/ERR_INTERNET_DISCONNECTED/)
  await begin(page)
  await listens(page)
  await context.setOffline(true)
  await answer(page).fill(words)
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText('we will keep trying')

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await expect(answer(page)).toHaveValue(words)
})

test('a server that stops and comes back finds session and words', async ({ page, portal, quiet }) => {
  quiet.expect(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/)
  await begin(page)
  await listens(page)
  await portal.stop()
  await answer(page).fill(words)
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText('we will keep trying')

  await portal.start()
  await page.clock.fastForward('00:03')
  await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
  await finish(page)
  await expect(page.getByRole('article')).toContainText(words)
})

test('an answer that is too long is not said to be saved', async ({ page, quiet }) => {
  quiet.expect(/response: 422 .*autosave/)
  await begin(page)
  await listens(page)
  await answer(page).fill('x'.repeat(10_001))
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText('Not saved yet. This answer has 10001 characters')
  await answer(page).fill(words)
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
})

test('a draft deleted somewhere else says so and keeps the words in the page', async ({ page, context, quiet }) => {
  quiet.expect(/response: 404 .*autosave/)
  await begin(page, note)
  await listens(page)
  const other = await context.newPage()
  await other.goto(page.url().replace('/write', '/delete'))
  await other.getByRole('button', { name: 'Delete it' }).click()
  await expect(other.getByRole('status')).toContainText('deleted')

  await answer(page).fill(words)
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText('deleted somewhere else')
  await expect(answer(page)).toHaveValue(words)
  await expectGoodPage(page, 'write-deleted')
})
