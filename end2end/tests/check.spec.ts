import type { Page } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { newcomer } from '../support/people.ts'
import { answer, begin, finish, saveLine } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

const harder = 'easier, or harder'
const first = 'Mrs Okafor died at 02:15. I had rung her son Chidi on 07911 123456.'
const second = 'What stays is how Mrs Okafor laughed.'

const toggle = (page: Page) => page.getByRole('switch', { name: 'Show what could identify someone' })
const count = (page: Page) => page.locator('[data-check-count]')
const marks = (page: Page) => page.locator('.aw-marked__layer .aw-mark')
const list = (page: Page, at = 0) => page.locator('.aw-found').nth(at)
const item = (page: Page, words: string) => page.locator('.aw-found__item', { hasText: words }).first()

test.beforeEach(async ({ context, portal, page }) => {
  await newcomer(context, portal)
  await begin(page)
})

test.describe('with a script', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'marks behind words need JavaScript')

  const switchOn = async (page: Page) => {
    await toggle(page).click()
    await expect(marks(page).or(page.getByText('The check misses things')).first()).toBeAttached()
  }

  test('words are marked as they are written, on this computer alone', async ({ page, context }) => {
    const asked: string[] = []
    context.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await expect(toggle(page)).toHaveAttribute('aria-checked', 'false')
    await answer(page).fill('Before it was switched on: Mr Penhaligon.')
    expect(asked.filter((path) => /checker|lexicon|live/.test(path)), 'nothing is fetched before').toEqual([])

    await switchOn(page)
    await expect(toggle(page)).toHaveAttribute('aria-checked', 'true')
    await expect(marks(page)).toHaveText(['Mr Penhaligon'])
    await expect(count(page)).toHaveText('1 thing could identify someone.')

    await answer(page).fill('')
    await answer(page).pressSequentially('I rang Mrs Okafor')
    // At once, not after a pause.
    expect(await marks(page).allTextContents()).toEqual(['Mrs Okafor'])
    await expect(count(page)).toHaveText('1 thing could identify someone.')

    await test.step('only files of the site and the saves were asked for, and no file holds a word', async () => {
      await expect(saveLine(page)).toContainText(/Saved \d\d:\d\d\./)
      const others = asked.filter((path) => !/\.(js|wasm|bin)$/.test(path) && !path.endsWith('/autosave'))
      expect(others).toEqual([])
      expect(asked.filter((path) => path.includes('lexicon'))).toHaveLength(1)
    })

    await test.step('switched off, nothing is left of it', async () => {
      await toggle(page).click()
      await expect(page.locator('.aw-marked__layer')).toHaveCount(0)
      await expect(list(page)).toBeHidden()
      await expect(count(page)).toContainText('Nothing is sent anywhere')
      await answer(page).press('End')
      await answer(page).press('!')
      await toggle(page).click()
      await expect(marks(page)).toHaveText(['Mrs Okafor'])
      expect(asked.filter((path) => path.includes('lexicon')), 'it is not fetched twice').toHaveLength(1)
    })
  })

  test('marks lie exactly behind their words, and typing moves neither caret nor page', async ({ page }) => {
    const long = Array.from({ length: 14 }, (_, at) => `${at} ${first}\n\tThen ${second}  \n`).join('\n')
    await answer(page).fill(long)
    await switchOn(page)
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 700 })
      const [field, layer] = await answer(page).evaluate((area) => [
        area.scrollHeight,
        area.parentElement!.querySelector<HTMLElement>('.aw-marked__words')!.offsetHeight,
      ])
      expect(layer, `at ${width} pixels`).toBe(field)
    }
    const before = await answer(page).evaluate((area: HTMLTextAreaElement) => {
      area.focus()
      area.setSelectionRange(200, 200)
      return { top: area.scrollTop, page: scrollY, text: area.value }
    })
    await page.keyboard.type('Dr Amadi, ')
    await page.waitForTimeout(600) // past the pause after which everything is looked at
    const after = await answer(page).evaluate((area: HTMLTextAreaElement) => ({
      caret: [area.selectionStart, area.selectionEnd],
      text: area.value,
    }))
    expect(after.caret).toEqual([210, 210])
    expect(after.text).toBe(`${before.text.slice(0, 200)}Dr Amadi, ${before.text.slice(200)}`)
  })

  test('every finding can be reached and decided by keyboard, with its twins', async ({ page }) => {
    await answer(page).fill(first)
    await answer(page, harder).fill(second)
    await switchOn(page)
    await expect(count(page)).toHaveText(/^\d things could identify someone\.$/)
    await expectGoodPage(page, 'write-check')

    await answer(page).focus()
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus')).toContainText('could identify someone')
    await page.keyboard.press('Enter')
    await expectGoodPage(page, 'write-check-open')
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus')).toHaveAccessibleName('Mrs Okafor: show it in the text')

    await test.step('its words can be shown in the text', async () => {
      await page.keyboard.press('Enter')
      await expect(answer(page)).toBeFocused()
      const selected = await answer(page).evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      )
      expect(selected).toBe('Mrs Okafor')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
    })

    await test.step('changed, in both answers, and the focus goes on', async () => {
      await page.keyboard.press('Tab')
      await expect(page.locator(':focus')).toHaveAccessibleName('Change to “A patient”: Mrs Okafor')
      await page.keyboard.press('Enter')
      await expect(answer(page)).toHaveValue(first.replace('Mrs Okafor', 'A patient'))
      await expect(answer(page, harder)).toHaveValue(second.replace('Mrs Okafor', 'the patient'))
      await expect(count(page)).toContainText('Changed “Mrs Okafor” to “A patient” in 2 places.')
      await expect(page.locator(':focus')).toHaveAccessibleName(/show it in the text$/)
      await expect(marks(page).filter({ hasText: 'Okafor' })).toHaveCount(0)
    })

    await test.step('taken back, in both', async () => {
      await page.getByRole('button', { name: 'Undo' }).press('Enter')
      await expect(answer(page)).toHaveValue(first)
      await expect(answer(page, harder)).toHaveValue(second)
      await expect(marks(page).filter({ hasText: 'Okafor' })).toHaveCount(2)
    })

    await test.step('let stand, in both, and taken up again', async () => {
      await item(page, 'Mrs Okafor').getByRole('button', { name: 'Leave it' }).press('Enter')
      await expect(marks(page).filter({ hasText: 'Okafor' })).toHaveCount(0)
      await expect(answer(page)).toHaveValue(first)
      await page.getByRole('button', { name: 'Undo' }).press('Enter')
      await expect(marks(page).filter({ hasText: 'Okafor' })).toHaveCount(2)
    })

    await test.step('cut, and the browser’s own undo knows', async () => {
      await item(page, '07911').getByRole('button', { name: 'Cut' }).press('Enter')
      await expect(answer(page)).toHaveValue(first.replace(' 07911 123456', ''))
      await answer(page).focus()
      await page.keyboard.press('Control+z')
      await expect(answer(page)).toHaveValue(first)
      await expect(page.getByRole('button', { name: 'Undo' }), 'nothing is left to take back').toBeHidden()
    })

    await test.step('what was chosen is saved like what is typed', async () => {
      await item(page, 'Mrs Okafor').getByRole('button', { name: 'Change to' }).press('Enter')
      await finish(page)
      await expect(page.getByRole('article')).toContainText('A patient died at 02:15.')
      await expect(page.getByRole('article')).not.toContainText('Okafor')
    })
  })

  test('when its files cannot be had, the server lists what it found', async ({ page, context, quiet }) => {
    quiet.expect(/checker|ERR_FAILED|Failed to fetch/)
    await context.route(/checker_bg.*\.wasm/, (route) => route.abort())
    await answer(page).fill(first)
    await toggle(page).click()
    await expect(page).toHaveURL(/check=yes/)
    await expect(page.getByRole('heading', { name: 'could identify someone' })).toBeVisible()
    await expect(answer(page)).toHaveValue(first)
  })
})

test('without a script, the button saves and lists, and choices are made by posting', async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(!!javaScriptEnabled, 'with a script it is a switch')
  const ask = page.getByRole('button', { name: 'Show what could identify someone' })
  await ask.click()
  await expect(page.getByRole('heading', { level: 2, name: 'Nothing was found' })).toBeVisible()
  await expectGoodPage(page, 'write-check-nothing')

  await answer(page).fill(first)
  await answer(page, harder).fill(second)
  await page.getByRole('radio', { name: 'I feel sad' }).check()
  await ask.click()
  await expect(page.getByRole('heading', { level: 2, name: 'could identify someone' })).toBeVisible()
  await expect(answer(page)).toHaveValue(first)
  await expect(answer(page, harder)).toHaveValue(second)
  await expect(page.getByRole('radio', { name: 'I feel sad' })).toBeChecked()
  await expectGoodPage(page, 'write-check-list')

  await page.getByRole('group', { name: 'Mrs Okafor' }).getByRole('radio', { name: 'Change to “A patient”' }).check()
  await page.getByRole('group', { name: '07911' }).getByRole('radio', { name: 'Cut' }).check()
  await page.getByRole('button', { name: 'Make these changes' }).click()
  await expect(page.getByText('Your changes are made and saved.')).toBeVisible()
  await expect(answer(page)).toHaveValue('A patient died at 02:15. I had rung her son Chidi on.')
  await expect(answer(page, harder)).toHaveValue('What stays is how the patient laughed.')
  await expect(page.getByRole('group', { name: 'Mrs Okafor' })).toHaveCount(0)
  await expectGoodPage(page, 'write-check-changed')

  await finish(page)
  await expect(page.getByRole('article')).toContainText('A patient died at 02:15.')
})
