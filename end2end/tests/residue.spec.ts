import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { fillSignIn, newcomer } from '../support/people.ts'
import { answer, begin, expectNothingStored, expectNoWords, finish, hide, listens, save } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

const words = 'They sang to her in Welsh.'

/** However somebody looks for what was on the screen, in this tab or a reopened one, there is nothing. */
async function expectNothingLeft(page: Page, context: BrowserContext, addresses: string[]) {
  for (const look of [
    () => page.reload(),
    () => page.goBack(),
    () => page.goBack(),
    () => page.goForward(),
    () => page.goForward(),
  ]) {
    await look().catch(() => undefined) // the browser itself may have nothing to show
    await expect(page.getByRole('main').or(page.locator('body')).first()).toBeAttached()
    await expectNoWords(page, words)
  }
  const reopened = await context.newPage()
  for (const address of addresses) {
    await reopened.goto(address)
    await expect(reopened).toHaveURL(/\/(locked|sign-in)/)
    await expectNoWords(reopened, words)
  }
  await expectNothingStored(reopened)
  await reopened.close()
}

test('hiding a page while writing saves it, and leaves nothing to see', async ({ page, context, portal, quiet }) => {
  quiet.expect(/ERR_CACHE_MISS/)
  const person = await newcomer(context, portal)
  await begin(page)
  const address = page.url()
  await answer(page).fill('One line.')
  await save(page)
  await answer(page).fill(words)
  const [locking] = await Promise.all([
    page.waitForResponse((at) => at.request().method() === 'POST' && at.url().endsWith('/write')),
    hide(page),
  ])
  await expect(page).toHaveURL(/\/locked$/)
  await expect(page.getByRole('main')).toContainText('This is hidden. Sign in again to go on.')
  expect((await locking.allHeaders())['clear-site-data']).toContain('"cache"')
  await expectNoWords(page, words, person.name, person.email)
  await expectGoodPage(page, 'locked')
  await expectNothingLeft(page, context, [address, address.replace('/write', ''), '/reflections', '/account'])

  await page.goto(address)
  await fillSignIn(page, person)
  await expect(page, 'and it goes on where it was').toHaveURL(address)
  await expect(answer(page)).toHaveValue(words)
})

test('signing out leaves nothing to see', async ({ page, context, portal, quiet }) => {
  quiet.expect(/ERR_CACHE_MISS/)
  await newcomer(context, portal)
  await begin(page)
  await answer(page).fill(words)
  await finish(page)
  const address = page.url()
  await page.goto('/reflections')
  await expect(page.getByRole('main')).toContainText(words)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  expect(await context.cookies()).toEqual([])
  await expectNothingLeft(page, context, [address.replace(/\?.*/, ''), '/reflections', '/account'])
})

test('a page that is only read turns itself into the lock page', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await begin(page)
  await answer(page).fill(words)
  await finish(page)

  // The server's clock goes on by itself: the page is told to wait a second, not fifteen minutes, and
  // the session is locked as it would be by then.
  await page.route('**/reflections', async (route) => {
    const answer = await route.fetch()
    const refresh = answer.headers()['refresh'] ?? ''
    expect(refresh).toBe('901; url=/locked')
    await route.fulfill({ response: answer, headers: { ...answer.headers(), refresh: refresh.replace('901', '1') } })
  })
  await page.goto('/reflections')
  await expect(page.getByRole('main')).toContainText(words)
  await context.request.post('/lock', { headers: { 'sec-fetch-site': 'same-origin' } })
  await expect(page).toHaveURL(/\/locked$/)
  await expectNoWords(page, words)
})

test.describe('with a script', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'Escape, idle time and the back/forward cache need JavaScript')

  test('Escape twice blanks the page before anything is asked of the network', async ({ page, context, portal }) => {
    const person = await newcomer(context, portal)
    await begin(page)
    await listens(page)
    await answer(page).fill(words)

    // Playwright looks at no page that is about to go, so the page itself tells what could be seen.
    const couldBeSeen: boolean[] = []
    await page.exposeFunction('tell', (seen: boolean) => couldBeSeen.push(seen))
    await page.evaluate(() => {
      const tell = (window as unknown as { tell(seen: boolean): void }).tell
      const main = document.querySelector('main')!
      const look = () => tell(main.checkVisibility({ visibilityProperty: true }))
      addEventListener('keyup', look)
      addEventListener('submit', look)
    })
    await page.keyboard.press('Escape')
    await expect.poll(() => couldBeSeen, { message: 'once is not enough: it closes menus, too' }).toEqual([true])
    await page.keyboard.press('Escape')
    await expect.poll(() => couldBeSeen[1], { message: 'hidden before it is sent' }).toBe(false)
    await expect(page).toHaveURL(/\/locked$/)
    await expectNoWords(page, words)
    await fillSignIn(page, person)
    await page.getByRole('link', { name: 'Carry on with your draft' }).click()
    await expect(answer(page)).toHaveValue(words)
  })

  test('hiding one tab hides the others too, and keeps what is typed in them', async ({ page, context, portal }) => {
    const person = await newcomer(context, portal)
    await begin(page)
    const address = page.url()
    await listens(page)
    await answer(page).fill(words)
    const reading = await context.newPage()
    await reading.goto('/account')
    const pressed = await context.newPage()
    await pressed.goto('/')
    await hide(pressed)
    for (const tab of [pressed, reading, page]) await expect(tab).toHaveURL(/\/locked$/)
    await expectNoWords(page, words)

    await page.goto(address)
    await fillSignIn(page, person)
    await page.goto(address.replace('/write', ''))
    const both = page.getByRole('link', { name: 'Look at both' })
    if (await both.isVisible()) await both.click()
    await expect(page.getByRole('main')).toContainText(words)
  })

  test('an editor that nobody types in hides itself, with every word saved', async ({ page, context, portal }) => {
    await context.clock.install()
    const person = await newcomer(context, portal)
    await begin(page)
    await listens(page)
    await answer(page).fill(words)
    await page.clock.fastForward('00:02')
    await expect(page.getByText(/Saved \d\d:\d\d/)).toBeVisible()
    await page.clock.fastForward('14:00')
    await answer(page).press('End')
    await answer(page).press('!')
    await expect(page.getByText('Not saved yet.')).toBeVisible()
    await page.clock.fastForward('14:00')
    await expect(page.getByText(/Saved \d\d:\d\d/), 'typing puts it off').toBeVisible()
    await page.clock.fastForward('15:00')
    await expect(page).toHaveURL(/\/locked$/)
    await expectNoWords(page, words)
    await fillSignIn(page, person)
    await page.getByRole('link', { name: 'Carry on with your draft' }).click()
    await expect(answer(page)).toHaveValue(`${words}!`)
  })

  test('a page out of the back/forward cache is hidden and asked for again', async ({ portal, baseURL }) => {
    // Playwright turns this cache off, so this browser is started without that.
    const browser = await chromium.launch({
      ...test.info().project.use.launchOptions,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
    const context = await browser.newContext({ ...(baseURL && { baseURL }) })
    const page = await context.newPage()
    await newcomer(context, portal)
    await begin(page)
    await answer(page).fill(words)
    await finish(page)
    await expect(page.getByRole('article')).toContainText(words)
    await page.goto('/private')
    await context.request.post('/lock', { headers: { 'sec-fetch-site': 'same-origin' } })
    await page.goBack()
    await expect(page).toHaveURL(/\/(locked|sign-in)/)
    await expectNoWords(page, words)
    await browser.close()
  })

  test('a page that comes back is hidden until it is asked for again', async ({ page, context, portal }) => {
    await newcomer(context, portal)
    await page.goto('/reflections')
    const hidden = await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
      return document.documentElement.classList.contains('aw-hidden')
    })
    expect(hidden).toBe(true)
    await expect(page.getByRole('main')).toBeVisible()
  })
})
