/** Where in the app one is: the part of the address after `#`. Everything that is chosen in a view stands in it. */
import { formatAddress, parseAddress, type View } from './address'

export const here = $state(parseAddress(location.hash))

export function followAddress() {
  addEventListener('hashchange', () => Object.assign(here, parseAddress(location.hash)))
}

export function go(view: View, id: string | null = null, params: URLSearchParams = new URLSearchParams()) {
  location.hash = formatAddress({ view, id, params })
}

/** Changes some parameters of the view one is in; `null` takes one out. Such a step is not one to go back over, unless `push`. */
export function choose(changes: Record<string, string | number | null | readonly string[]>, push = false) {
  const params = new URLSearchParams(here.params)
  for (const [key, value] of Object.entries(changes)) {
    params.delete(key)
    if (value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(key, String(one))
  }
  replace(params, push)
}

export function replace(params: URLSearchParams, push = false) {
  const hash = formatAddress({ view: here.view, id: here.id, params })
  if (hash === location.hash) return
  if (push) location.hash = hash
  else {
    history.replaceState(null, '', hash)
    here.params = params
  }
}
