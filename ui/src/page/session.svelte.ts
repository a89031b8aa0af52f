/** Who is here, and what they may do. */
import { get, Problem, send, useCsrf } from '../api/client'
import { hush, listen } from '../api/live.svelte'
import type { Role, Session } from '../api/shapes'

export const session = $state<{ now: Session | null; problem: Problem | null }>({ now: null, problem: null })

const RANKS: readonly Role[] = ['reader', 'reviewer', 'editor', 'administrator']

/** Each role has the rights of those before it. */
export function may(role: Role): boolean {
  const mine = session.now?.person?.role
  return mine !== undefined && RANKS.indexOf(mine) >= RANKS.indexOf(role)
}

/** May see data at all: signed in, or the page is the public one. */
export function mayRead(): boolean {
  return session.now?.profile === 'public' || may('reader')
}

function take(found: Session | null) {
  session.now = found
  session.problem = null
  useCsrf(found?.csrf ?? null)
  if (found && mayRead() && found.profile === 'full') listen()
  else hush()
}

export async function meet() {
  try {
    take(await get<Session>('/session'))
  } catch (e) {
    session.problem = e instanceof Problem ? e : null
  }
}

export async function enter(who: { name: string; password: string } | { key: string }) {
  take(await send<Session>('POST', '/session', who))
}

export async function leave() {
  await send('DELETE', '/session')
  await meet()
}
