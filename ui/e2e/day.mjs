/** The day: map, list and timeline, and how one moves the others. */
import assert from 'node:assert/strict'
import { idle, signedIn } from './browser.mjs'

async function day(browser, at, hash = '#/day') {
  const page = await signedIn(browser, at)
  await page.goto(`${at.url}/${hash}`)
  await page.locator('[id^="row-"]').first().waitFor()
  await idle(page)
  return page
}

/** Pixels of the map that are neither land nor water: how many colours there are says whether marks are painted. */
const colours = (page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('.ground canvas')
    const small = document.createElement('canvas')
    small.width = 200
    small.height = 150
    const at = small.getContext('2d')
    at.drawImage(canvas, 0, 0, 200, 150)
    const { data } = at.getImageData(0, 0, 200, 150)
    const seen = new Set()
    for (let i = 0; i < data.length; i += 4) seen.add(`${data[i] >> 4},${data[i + 1] >> 4},${data[i + 2] >> 4}`)
    return seen.size
  })

export default {
  'the map comes to rest with marks on it': async (browser, at) => {
    const page = await day(browser, at)
    assert.ok((await colours(page)) > 12, 'a map with marks has many colours')
    return page
  },
  'choosing in the list rings it on the map and stands in the address': async (browser, at) => {
    const page = await day(browser, at)
    const row = page.locator('[id^="row-"]').first()
    const id = (await row.getAttribute('id')).slice(4)
    await row.click({ position: { x: 8, y: 8 } })
    await page.waitForURL(new RegExp(`sel=${id}`))
    assert.match(await row.getAttribute('class'), /selected/)
    return page
  },
  'choosing on the map chooses in the list': async (browser, at) => {
    const page = await day(browser, at)
    const box = await page.locator('.ground canvas').boundingBox()
    let chosen = null
    for (let y = 40; y < box.height - 40 && !chosen; y += 22) {
      for (let x = 60; x < box.width - 60 && !chosen; x += 22) {
        await page.mouse.move(box.x + x, box.y + y)
        if (await page.locator('.hovered').count()) {
          await page.mouse.click(box.x + x, box.y + y)
          chosen = await page.locator('li.selected').count()
        }
      }
    }
    assert.ok(chosen, 'a mark was found by moving over the map')
    return page
  },
  'a bar of the timeline narrows the list': async (browser, at) => {
    const page = await day(browser, at)
    const before = await page.locator('[id^="row-"]').count()
    const bars = page.locator('.timeline .bar')
    const labels = await bars.evaluateAll((all) => all.map((b) => b.querySelectorAll('.column span').length))
    await bars.nth(labels.findIndex((n) => n > 0)).click()
    await page.waitForURL(/from=\d{4}-\d\d-\d\d/)
    await page.waitForFunction((n) => document.querySelectorAll('[id^="row-"]').length <= n, before)
    assert.ok((await page.locator('[id^="row-"]').count()) > 0)
    return page
  },
  'days on which nobody reported are hatched and said so': async (browser, at) => {
    const page = await day(browser, at)
    const label = await page
      .locator('.timeline .bar')
      .evaluateAll((all) => all.map((b) => b.getAttribute('aria-label')).find((l) => l.includes('nobody reported')))
    assert.ok(label)
    return page
  },
  'filters stand in the address and outlive a reload': async (browser, at) => {
    const page = await day(browser, at)
    const all = await page.locator('[id^="row-"]').count()
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('button', { name: /^Mines and hazards/ }).click()
    await page.waitForURL(/type=hazard/)
    await page.waitForFunction((n) => document.querySelectorAll('[id^="row-"]').length < n, all)
    const few = await page.locator('[id^="row-"]').count()
    await page.reload()
    await page.locator('[id^="row-"]').first().waitFor()
    await page.waitForFunction((n) => document.querySelectorAll('[id^="row-"]').length === n, few)
    return page
  },
  'j and k go through the list': async (browser, at) => {
    const page = await day(browser, at)
    await page.keyboard.press('j')
    const first = await page.locator('li.selected').getAttribute('id')
    await page.keyboard.press('j')
    assert.notEqual(await page.locator('li.selected').getAttribute('id'), first)
    await page.keyboard.press('k')
    assert.equal(await page.locator('li.selected').getAttribute('id'), first)
    return page
  },
}
