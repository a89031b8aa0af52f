/** Roads: closures, a way between two places, why there is none. */
import assert from 'node:assert/strict'
import { idle, signedIn } from './browser.mjs'

async function roads(browser, at, hash = '#/roads') {
  const page = await signedIn(browser, at)
  await page.goto(`${at.url}/${hash}`)
  await page.getByRole('heading', { name: 'Roads' }).waitFor()
  await idle(page)
  return page
}

export default {
  'the closures are listed with their evidence and age, and the map says that it is schematic': async (browser, at) => {
    const page = await roads(browser, at, '#/roads?panel=closures')
    await page.locator('.closure').first().waitFor()
    assert.match(await page.locator('.closure').first().innerText(), /evidence/)
    const schematic = await page.evaluate(async () => (await (await fetch('/api/v1/roads')).json()).schematic)
    assert.equal(await page.locator('.schematic').isVisible(), schematic)
    return page
  },
  'two clicks on the map ask for a way': async (browser, at) => {
    const page = await roads(browser, at)
    const box = await page.locator('.ground canvas').boundingBox()
    await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.4)
    await page.waitForURL(/from=/)
    await page.mouse.click(box.x + box.width * 0.7, box.y + box.height * 0.6)
    await page.waitForURL(/to=/)
    await page.locator('.side h2, .side .notice.warn').first().waitFor()
    return page
  },
  'where every road is barred it says by what, and what would open a way': async (browser, at) => {
    const page = await roads(browser, at, `#/roads?day=2019-11-07&from=Tall+Tamr&to=${encodeURIComponent("Ra's al 'Ayn")}`)
    await page.getByText('No way: every road between them is barred.').waitFor()
    await page.getByText('A way would open without this one:').waitFor()
    await page.getByText('The way of least risk').waitFor()
    assert.ok((await page.locator('.closure').count()) > 0)
    return page
  },
  'names are found as one types, and chosen with the keyboard': async (browser, at) => {
    const page = await roads(browser, at)
    const from = page.getByRole('combobox', { name: /From/ })
    await from.fill('Hasak')
    await page.locator('[role="listbox"] [role="option"]').first().waitFor()
    await from.press('ArrowDown')
    await from.press('Enter')
    await page.waitForURL(/from=/)
    return page
  },
  'a place says whether people get out and help gets in, and what is in reach': async (browser, at) => {
    const page = await roads(browser, at, '#/roads?panel=place&place=Al+Hasakah')
    await page.getByText('People out').waitFor()
    await page.getByText('Within 60 minutes').waitFor()
    return page
  },
  'places that are cut off are listed': async (browser, at) => {
    const page = await roads(browser, at, '#/roads?panel=cut')
    await page.getByRole('heading', { name: /Cut off: \d/ }).waitFor()
    return page
  },
  'the sheet for a driver has the way and the closures, and nothing to press': async (browser, at) => {
    const page = await roads(browser, at, '#/roads?from=Tall+Tamr&to=Al+Hasakah')
    await page.locator('.trip, .notice.warn').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('combobox', { name: /From/ }).isVisible(), false)
    assert.ok((await page.pdf({ format: 'A4' })).length > 5000)
    return page
  },
  'the print button waits for a light picture of the map': async (browser, at) => {
    const page = await signedIn(browser, at, { colorScheme: 'dark' })
    await page.goto(`${at.url}/#/roads`)
    await page.getByRole('heading', { name: 'Roads' }).waitFor()
    await idle(page)
    await page.evaluate(() => {
      window.print = () => {
        window.printed = { picture: document.querySelector('.picture').src.length, theme: document.documentElement.dataset.theme }
      }
    })
    await page.getByRole('button', { name: 'Print' }).click()
    const printed = await (await page.waitForFunction(() => window.printed)).jsonValue()
    assert.equal(printed.theme, 'light')
    assert.ok(printed.picture > 5000)
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
    return page
  },
}
