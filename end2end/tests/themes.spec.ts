import { expectGoodPage } from '../support/checks.ts'
import { newcomer, signIn, signInAs } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

type Row = { theme?: string; count?: number; masked?: boolean }
type Frozen = { period: string; k: number; tables: { name: string; rows: Row[] }[] }

test('everybody sees the release as a picture, a table and a file that say the same', async ({
  page,
  context,
  portal,
}) => {
  await newcomer(context, portal)
  await page.goto('/')
  await page.getByRole('navigation').getByRole('link', { name: 'Themes' }).click()
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(/ to .* \d{4}$/)
  await expectGoodPage(page, 'themes')

  const file = await page.getByRole('link', { name: 'Download these figures' }).getAttribute('href')
  const answer = await context.request.get(file!)
  const bytes = await answer.body()
  const frozen = JSON.parse(bytes.toString()) as Frozen
  const themes = frozen.tables.find(({ name }) => name === 'themes')!.rows
  const said = themes.map((row) => (row.masked ? 'fewer than 8' : `about ${row.count}`))
  expect(await page.locator('.aw-bars__figure').allTextContents()).toEqual(said)
  const table = page.getByRole('table', { name: 'The same figures' })
  expect(await table.getByRole('cell').allTextContents()).toEqual(said)
  expect(await portal.command('release', 'show', frozen.period, '--json')).toBe(bytes.toString())

  const [longest] = themes.map((row) => row.count ?? 0).sort((one, other) => other - one)
  const bars = await page.locator('.aw-bars__bar:not(.aw-bars__bar--hidden)').all()
  const widths = await Promise.all(bars.map(async (bar) => parseInt((await bar.getAttribute('width'))!)))
  const counts = themes.flatMap((row) => row.count ?? [])
  expect(widths).toEqual(counts.map((count) => Math.floor((count * 70) / longest!)))
})

test('an excerpt is taken down when somebody asks, and a lead decides', async ({ page, context, browser, portal }) => {
  await newcomer(context, portal)
  await page.goto('/themes')
  const excerpts = page.getByRole('blockquote')
  const asked = (await excerpts.first().textContent())!
  await page.getByText('Should this not be here?').first().click()
  await page.getByRole('button', { name: 'Ask for a second look' }).first().click()
  await expect(page.getByRole('status')).toContainText('It is taken down')
  await expect(page.getByRole('main')).not.toContainText(asked)

  const office = await (await browser.newContext({ baseURL: portal.url })).newPage()
  await signInAs(office, portal.people('safety lead')[1]!)
  await office.goto('/desk')
  await expectGoodPage(office, 'desk-asked-down')
  await office.getByRole('link', { name: 'Look at them' }).click()
  await expect(office.getByRole('blockquote')).toHaveText(asked)
  await expectGoodPage(office, 'second-look')
  await office.getByRole('button', { name: 'Show it again' }).click()
  await expect(office.getByRole('status')).toContainText('It is shown again')
  await expectGoodPage(office, 'second-look-empty')
  await office.context().close()

  await page.goto('/themes')
  await page.getByRole('link', { name: /^More on/ }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectGoodPage(page, 'themes-words')
})

test('an administrator chooses the rules from the next period on', async ({ page, portal }) => {
  await signIn(page, portal, 'administrator')
  await page.goto('/people')
  await page.getByRole('link', { name: 'Rules for sharing' }).click()
  await expectGoodPage(page, 'sharing-rules')
  await page.getByLabel('The least people a figure stands for').fill('7')
  await page.getByRole('radio', { name: 'Six months' }).check()
  await page.getByRole('checkbox', { name: 'Elsewhere' }).uncheck()
  await page.getByRole('button', { name: 'Keep these rules' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose a number from 8 to 50')
  await expect(page.getByRole('radio', { name: 'Six months' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Elsewhere' })).not.toBeChecked()
  await expectGoodPage(page, 'sharing-rules-error')
  await page.getByLabel('The least people a figure stands for').fill('10')
  await page.getByRole('button', { name: 'Keep these rules' }).click()
  await expect(page.getByRole('status')).toContainText('begin with the next period')
  await expect(page.getByRole('main')).toContainText('a figure stands for 10 people or more, and a period is six months')
})

test('a member of a health community is told kindly that there is nothing to add up yet', async ({
  page,
  context,
  portal,
}) => {
  const demo = 'Larkfield Hospice (demo)'
  const community = `Riverside ${Date.now()}`
  await portal.command('community', 'make', community)
  await portal.command('community', 'join', community, '--organisation', demo)
  await newcomer(context, portal)
  await page.goto('/themes')
  await expect(page.getByRole('link', { name: `Themes across ${community}` })).toHaveCount(0)
  const file = await page.getByRole('link', { name: 'Download these figures' }).getAttribute('href')
  await page.goto(file!.replace('/themes/', '/themes/community/').replace('.json', ''))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Themes across ${community}`)
  await expect(page.getByRole('main')).toContainText('There is nothing to show for these months yet')
  await expectGoodPage(page, 'community-nothing-yet')
  expect(await portal.command('community', 'leave', '--organisation', demo)).toContain('no longer belongs')
})
