/**
 * A brief comes as a page of its own, with its styles in it. The policy of this page lets no style stand in HTML, so they are taken out
 * and laid on by script; scripts, frames and whatever would ask another host are dropped.
 */

export interface SafePage {
  html: string
  css: string
}

const DROPPED = 'script, iframe, frame, object, embed, link, meta[http-equiv], base, form'
const OWN = /^(#|data:image\/|blob:|\/(?!\/))/

export function safePage(text: string): SafePage {
  // Before it is parsed: a parsed document is under the policy too, and would complain.
  const styles: string[] = []
  const bare = text.replace(/<style[^>]*>([\s\S]*?)<\/style>/gi, (_, css: string) => {
    styles.push(css)
    return ''
  })
  const page = new DOMParser().parseFromString(bare, 'text/html')
  const css = styles.join('\n')
  for (const el of page.querySelectorAll(`${DROPPED}, style`)) el.remove()
  for (const el of page.querySelectorAll('*')) {
    for (const { name, value } of [...el.attributes]) {
      const address = name === 'href' || name === 'src' || name === 'xlink:href' || name === 'action'
      if (name.startsWith('on') || (address && !OWN.test(value.trim()))) el.removeAttribute(name)
      if (name === 'style') {
        el.removeAttribute('style')
        el.setAttribute('data-style', value)
      }
    }
  }
  return { html: `<!doctype html>${page.documentElement.outerHTML}`, css }
}

/** What stood in `style`, laid on again through the object model, which the policy allows. */
export function dress(page: Document, css: string) {
  const view = page.defaultView
  if (!view) return
  const sheet = new (view as unknown as { CSSStyleSheet: typeof CSSStyleSheet }).CSSStyleSheet()
  sheet.replaceSync(css)
  page.adoptedStyleSheets = [sheet]
  for (const el of page.querySelectorAll<HTMLElement | SVGElement>('[data-style]')) el.style.cssText = el.dataset.style ?? ''
}
