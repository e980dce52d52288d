import type { BrowserContext } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { newcomer } from '../support/people.ts'
import { answer, begin, listens, save, saveLine } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

/** The same draft is open twice; the second to save comes too late. Answers the reflection's page. */
async function writeInTwoTabs(context: BrowserContext, address: string, first: string, second: string) {
  const [one, two] = [await context.newPage(), await context.newPage()]
  for (const page of [one, two]) await page.goto(`${address}/write`)
  await answer(one).fill(first)
  await save(one)
  await answer(two).fill(second)
  await save(two)
  await expect(two).toHaveURL(/\/versions$/)
  await one.close()
  return two
}

test('of two versions neither is lost, and the writer chooses', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await begin(page)
  const address = page.url().replace('/write', '')

  await test.step('both are shown, and choosing can wait', async () => {
    const two = await writeInTwoTabs(context, address, 'From the ward.', 'From the train.')
    await expect(two.getByRole('region').or(two.locator('section')).first()).toContainText('From the ward.')
    await expect(two.getByRole('main')).toContainText('From the train.')
    await expectGoodPage(two, 'versions')
    await two.getByRole('link', { name: 'Decide later' }).click()
    await expect(two.getByRole('main')).toContainText('There is a second version')
    await expectGoodPage(two, 'reflection-two-versions')
    await two.goto('/reflections')
    await expect(two.getByRole('main')).toContainText('Two versions')
    await two.close()
  })

  await test.step('both in one', async () => {
    await page.goto(`${address}/versions`)
    await page.getByRole('radio', { name: 'Both in one' }).check()
    await page.getByRole('button', { name: 'Keep this' }).click()
    await expect(page.getByRole('article')).toContainText(/From the ward\.[^]*From the train\./)
    await expect(page.getByRole('main')).not.toContainText('second version')
  })

  await test.step('the first', async () => {
    const two = await writeInTwoTabs(context, address, 'Only the first.', 'Not the second.')
    await two.getByRole('radio', { name: 'The first version' }).check()
    await two.getByRole('button', { name: 'Keep this' }).click()
    await expect(two.getByRole('article')).toContainText('Only the first.')
    await expect(two.getByRole('article')).not.toContainText('Not the second.')
    await two.close()
  })

  await test.step('the second', async () => {
    const two = await writeInTwoTabs(context, address, 'Not the first.', 'Only the second.')
    await two.getByRole('radio', { name: 'The second version' }).check()
    await two.getByRole('button', { name: 'Keep this' }).click()
    await expect(two.getByRole('article')).toContainText('Only the second.')
    await expect(two.getByRole('article')).not.toContainText('Not the first.')
    await two.close()
  })

  await test.step('both, as two reflections', async () => {
    const two = await writeInTwoTabs(context, address, 'One of its own.', 'Another of its own.')
    await two.getByRole('radio', { name: 'Both, as two reflections' }).check()
    await two.getByRole('button', { name: 'Keep this' }).click()
    await expect(two.getByRole('article')).toContainText('One of its own.')
    await two.goto('/reflections')
    await expect(two.getByRole('main').getByRole('listitem')).toHaveCount(2)
    await expect(two.getByRole('main')).toContainText('Another of its own.')
  })
})

test('a draft open twice says so while it saves by itself', async ({
  page,
  context,
  portal,
  quiet,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'nothing saves by itself without JavaScript')
  quiet.expect(/response: 409 .*autosave/) // how the page is told that another version came first
  await context.clock.install()
  await newcomer(context, portal)
  await begin(page)
  const other = await context.newPage()
  await other.goto(page.url())
  for (const tab of [page, other]) await listens(tab)

  await answer(page).fill('From the ward.')
  await page.clock.fastForward('00:02')
  await expect(saveLine(page)).toContainText('Saved')
  await answer(other).fill('From the train.')
  await other.clock.fastForward('00:02')
  await expect(saveLine(other)).toContainText('Both versions are kept')
  await expectGoodPage(other, 'write-two-versions')

  await answer(other).fill('From the train, later.')
  await other.clock.fastForward('00:02')
  await expect(saveLine(other)).toContainText('Both versions are kept')
  await saveLine(other).getByRole('link', { name: 'Look at both' }).click()
  await expect(other.getByRole('main')).toContainText(/From the ward\.[^]*From the train, later\./)
})
