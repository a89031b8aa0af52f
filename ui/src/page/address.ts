/** An address is `#/view/id?parameters`; one that no view has is the day. */

export const VIEWS = ['day', 'incident', 'truce', 'roads', 'review', 'brief', 'reports', 'people', 'sign-in', 'password'] as const
export type View = (typeof VIEWS)[number]

export interface Address {
  view: View
  id: string | null
  params: URLSearchParams
}

export function parseAddress(hash: string): Address {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const [view, ...rest] = path.split('/')
  const found = VIEWS.find((v) => v === view)
  if (!found) return { view: 'day', id: null, params: new URLSearchParams() }
  const id = rest.join('/')
  return { view: found, id: id ? decoded(id) : null, params: new URLSearchParams(search) }
}

/** A `%` that stands for nothing is itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function formatAddress({ view, id, params }: Address): string {
  const path = id ? `#/${view}/${encodeURIComponent(id)}` : `#/${view}`
  return params.size ? `${path}?${params}` : path
}

/** The key that the program prints at its first start: `#key=…`. */
export function keyIn(hash: string): string | null {
  const found = /^#key=([^&]+)/.exec(hash)
  return found?.[1] ? decoded(found[1]) : null
}
