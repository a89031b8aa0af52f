/** The ceasefire board. */
import assert from 'node:assert/strict'
import { signedIn } from './browser.mjs'

export default {
  'a calendar, the clauses beside the period before, and coverage': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/truce`)
    await page.getByRole('heading', { name: 'By day' }).waitFor()
    await page.getByRole('heading', { name: 'Coverage' }).waitFor()
    assert.ok((await page.locator('.months :is(.cell, .gap)').count()) > 0)
    return page
  },
  'a verdict opens its clause, its distance and what is missing': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/truce`)
    await page.getByRole('heading', { name: 'Verdicts' }).waitFor()
    const verdict = page.locator('details.verdict').first()
    await verdict.waitFor()
    if (!(await verdict.evaluate((d) => d.open))) await verdict.locator('summary').click()
    assert.match(await verdict.innerText(), /Who/)
    return page
  },
  'a day of the calendar narrows the verdicts': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/truce/russia-turkey-2019-10-22?from=2019-11-01&to=2019-11-12`)
    await page.getByRole('heading', { name: 'By day' }).waitFor()
    const cell = page.locator('.cell:has(svg)').first()
    await cell.waitFor()
    await cell.click()
    await page.waitForURL(/on=\d{4}/)
    assert.equal(await cell.getAttribute('aria-pressed'), 'true')
    return page
  },
}
