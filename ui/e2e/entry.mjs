/** Who gets in, and what for. */
import assert from 'node:assert/strict'
import { open, PASSWORD, signedIn } from './browser.mjs'

/** By the form, as an administrator does it. */
async function added(page, at, name, password, role = 'reader') {
  await page.goto(`${at.url}/#/people`)
  await page.locator('[name="new-name"]').fill(name)
  await page.locator('[name="new-password"]').fill(password)
  await page.locator('[name="new-role"]').selectOption(role)
  await page.locator('form').getByRole('button', { name: 'Add a person' }).click()
  await page.getByRole('rowheader', { name }).waitFor()
}

export default {
  'without a session there is a door and nothing else': async (browser, at) => {
    const page = await open(await browser.newContext({ locale: 'en' }))
    await page.goto(`${at.url}/#/day`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal(await page.locator('nav li').count(), 0)
    return page
  },
  'a wrong password is told': async (browser, at) => {
    const page = await open(await browser.newContext({ locale: 'en' }))
    await page.goto(`${at.url}/#/day`)
    await page.getByLabel('Name').fill('nobody')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Enter' }).click()
    await page.getByText('The name or the password is wrong').waitFor()
    return page
  },
  'the first key does not stay in the address': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#key=nonsense`)
    await page.reload()
    await page.waitForFunction(() => !location.hash.includes('key='))
    return page
  },
  'a reader has no review and no people': async (browser, at) => {
    // The mock has this reader; a real server is given one.
    if (at.real) await added(await signedIn(browser, at), at, 'Cem', PASSWORD)
    const page = await open(await browser.newContext({ locale: 'en' }))
    await page.goto(`${at.url}/#/day`)
    await page.getByLabel('Name').fill('Cem')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Enter' }).click()
    await page.locator('[id^="row-"] a').first().click()
    await page.locator('article.page h1').waitFor()
    assert.equal(await page.getByRole('link', { name: 'Review' }).count(), 0)
    assert.equal(await page.getByRole('link', { name: 'People' }).count(), 0)
    assert.equal(await page.getByRole('button', { name: 'Correct', exact: true }).count(), 0)
    return page
  },
  'an administrator adds a person': async (browser, at) => {
    const page = await signedIn(browser, at)
    await added(page, at, `Dilan ${Date.now() % 10000}`, 'exercise-password-2', 'reviewer')
    return page
  },
}
