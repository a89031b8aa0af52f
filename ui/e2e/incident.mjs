/** An incident: its sentences in their reports, its figures, and what a person may do to it. */
import assert from 'node:assert/strict'
import { idle, signedIn } from './browser.mjs'

/** The first incident of the list for which something holds, opened. */
async function opened(browser, at, { hash = '#/day', lang = 'en' } = {}) {
  const page = await signedIn(browser, at, { lang })
  await page.goto(`${at.url}/${hash}`)
  const row = page.locator('[id^="row-"]').first()
  await row.waitFor()
  await row.locator('a').click()
  await page.locator('article.page h1').waitFor()
  return page
}

export default {
  'from the list to the sentence that it stands on': async (browser, at) => {
    const page = await opened(browser, at)
    await page.locator('mark').first().waitFor()
    assert.ok((await page.locator('mark').first().innerText()).length > 5)
    return page
  },
  'every sentence of every report is marked': async (browser, at) => {
    const page = await opened(browser, at, { hash: '#/day?standing=corroborated' })
    const id = page.url().split('/').at(-1)
    await page.locator('mark.mine').first().waitFor()
    const wanted = await page.evaluate(async (i) => {
      const found = await (await fetch(`/api/v1/incidents/${i}`)).json()
      return found.records.flatMap((r) => r.record.evidence.filter((e) => e.in === 'text').map((e) => e.text))
    }, id)
    await page.waitForFunction((n) => document.querySelectorAll('mark.mine').length >= n, wanted.length > 6 ? 3 : wanted.length)
    const marked = await page.locator('mark.mine').allInnerTexts()
    const whole = marked.join('').replace(/\s+/g, '')
    for (const text of wanted) assert.ok(whole.includes(text.replace(/\s+/g, '')), `not marked: ${text}`)
    return page
  },
  'each figure stands with its source, and what was left out says why': async (browser, at) => {
    const page = await opened(browser, at, { hash: '#/day?harm=injured' })
    await page.locator('table tbody tr').first().waitFor()
    assert.ok((await page.locator('table tbody tr').count()) > 0)
    return page
  },
  'the whole report opens, and closes': async (browser, at) => {
    const page = await opened(browser, at)
    await page.locator('mark').first().waitFor()
    const text = page.locator('.quote').first()
    const before = (await text.innerText()).length
    await page.getByRole('button', { name: 'Whole report' }).first().click()
    assert.ok((await text.innerText()).length >= before)
    return page
  },
  'a correction is kept and shown': async (browser, at) => {
    const page = await opened(browser, at, { hash: '#/day?order=oldest' })
    await page.getByRole('button', { name: 'Correct', exact: true }).click()
    await page.getByLabel('What is wrong').selectOption('weapon')
    await page.locator('[name="choice"]').selectOption('rocket')
    await page.getByLabel(/Reason/).fill('exercise of the tests')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('corrected by a person').waitFor()
    await page.reload()
    await page.getByText('corrected by a person').waitFor()
    assert.match(await page.locator('article.page dl').first().innerText(), /rocket/)
    return page
  },
  'on paper nothing is left to press': async (browser, at) => {
    const page = await opened(browser, at)
    await page.locator('mark').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('header.not-on-paper').isVisible(), false)
    assert.equal(await page.getByRole('button', { name: 'Correct', exact: true }).isVisible(), false)
    assert.ok(await page.locator('mark').first().isVisible())
    const pdf = await page.pdf({ format: 'A4' })
    assert.ok(pdf.length > 5000)
    return page
  },
  'an Arabic page runs from right to left, and its marks cut no word': async (browser, at) => {
    const page = await signedIn(browser, at, { lang: 'ar' })
    await page.goto(`${at.url}/#/day`)
    await page.locator('[id^="row-"]').first().waitFor()
    await idle(page)
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl')
    const [list, map] = [await page.locator('.list').boundingBox(), await page.locator('.ground').boundingBox()]
    assert.ok(list.x > map.x, 'the list stands at the right')
    const report = await page.evaluate(
      async () => (await (await fetch('/api/v1/reports?limit=100')).json()).items.find((r) => r.lang === 'ar')?.id,
    )
    if (!report) return page
    await page.goto(`${at.url}/#/reports/${encodeURIComponent(report)}`)
    await page.locator('.quote mark').first().waitFor()
    assert.equal(await page.locator('article .quote').getAttribute('dir'), 'rtl')
    const spaced = await page
      .locator('.quote mark')
      .evaluateAll(
        (all) =>
          all.filter(
            (m) =>
              Number.parseFloat(getComputedStyle(m).paddingInlineStart) + Number.parseFloat(getComputedStyle(m).marginInlineStart) >
              0,
          ).length,
      )
    assert.equal(spaced, 0, 'a mark has no width of its own')
    return page
  },
}
