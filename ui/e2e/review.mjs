/** The review: one key a word. */
import assert from 'node:assert/strict'
import { signedIn } from './browser.mjs'

async function review(browser, at) {
  const page = await signedIn(browser, at)
  await page.goto(`${at.url}/#/review`)
  await page.locator('.proposal').waitFor()
  return page
}

const left = async (page) => Number((await page.locator('header [role="status"]').innerText()).match(/\d+/)[0])
const sentence = (page) => page.locator('.proposal mark').innerText()

export default {
  'j and k step, ? shows the keys': async (browser, at) => {
    const page = await review(browser, at)
    const first = await page.locator('.proposal').innerText()
    await page.keyboard.press('j')
    assert.notEqual(await page.locator('.proposal').innerText(), first)
    await page.keyboard.press('k')
    assert.equal(await page.locator('.proposal').innerText(), first)
    await page.keyboard.press('?')
    await page.getByText('until then it can be taken back').waitFor()
    return page
  },
  'u takes a word back before it is sent': async (browser, at) => {
    const page = await review(browser, at)
    const [n, words] = [await left(page), await sentence(page)]
    await page.keyboard.press('a')
    await page.getByText('Accepted.').waitFor()
    assert.equal(await left(page), n - 1)
    await page.keyboard.press('u')
    assert.equal(await left(page), n)
    assert.equal(await sentence(page), words)
    return page
  },
  'a accepts, and the next one comes': async (browser, at) => {
    const page = await review(browser, at)
    const n = await left(page)
    const sent = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().includes('/review/'))
    await page.keyboard.press('a')
    assert.equal((await sent).status(), 200)
    await page.reload()
    await page.locator('.proposal').waitFor()
    assert.ok((await left(page)) < n)
    return page
  },
  'c corrects, with a reason': async (browser, at) => {
    const page = await review(browser, at)
    await page.keyboard.press('c')
    await page.getByLabel('What is wrong').selectOption('harm.injured')
    await page.getByLabel('Best figure').fill('7')
    await page.getByLabel(/Reason/).fill('exercise of the tests')
    const sent = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().includes('/review/'))
    await page.getByRole('button', { name: 'Save' }).click()
    assert.equal((await sent).status(), 200)
    return page
  },
  'r rejects, with a reason': async (browser, at) => {
    const page = await review(browser, at)
    await page.keyboard.press('r')
    await page.getByLabel(/Reason/).fill('exercise of the tests')
    const sent = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().includes('/review/'))
    await page.keyboard.press('Enter')
    assert.equal((await sent).status(), 200)
    return page
  },
  'm and s ask what to merge and to split, Escape closes': async (browser, at) => {
    const page = await review(browser, at)
    await page.keyboard.press('m')
    await page.getByLabel('Number of the other incident').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('s')
    await page.getByText(/stands alone|becomes an incident of its own/).waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await page.getByText(/stands alone|becomes an incident of its own/).count(), 0)
    return page
  },
  'the agreement of two and the overrides are there': async (browser, at) => {
    const page = await review(browser, at)
    await page.getByRole('heading', { name: 'Two reviewers' }).waitFor()
    const rows = await page.evaluate(async () => (await fetch('/api/v1/review/overrides?lang=en')).headers.get('content-type'))
    assert.match(rows, /tab-separated/)
    return page
  },
}
