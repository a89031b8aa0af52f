/** The one door to the server. Every request goes to this page's own origin. */

const ROOT = '/api/v1'

let csrf: string | null = null

export function useCsrf(token: string | null) {
  csrf = token
}

/** What the server refuses, in the terms of RFC 9457. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly retryAfter: number | null = null,
  ) {
    super(detail || title)
  }
}

export type Params = Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>

/** Empty values are left out; lists are repeated. */
export function query(params: Params | URLSearchParams = {}): string {
  if (params instanceof URLSearchParams) return params.size ? `?${params}` : ''
  const out = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) out.append(key, String(one))
  }
  return out.size ? `?${out}` : ''
}

export function address(path: string, params: Params | URLSearchParams = {}): string {
  return `${ROOT}${path}${query(params)}`
}

async function refused(answer: Response): Promise<Problem> {
  const after = Number(answer.headers.get('retry-after'))
  const body = await answer.json().catch(() => ({}))
  return new Problem(
    answer.status,
    body.type ?? 'about:blank',
    body.title ?? answer.statusText,
    body.detail ?? '',
    Number.isFinite(after) && after > 0 ? after : null,
  )
}

async function ask(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  if (method !== 'GET' && csrf) headers['X-CSRF'] = csrf
  let answer: Response
  try {
    answer = await fetch(`${ROOT}${path}`, { method, body, headers, credentials: 'same-origin', redirect: 'error' })
  } catch {
    throw new Problem(0, '/problems/unreachable', '', '')
  }
  if (!answer.ok) throw await refused(answer)
  return answer
}

export async function get<T>(path: string, params: Params | URLSearchParams = {}): Promise<T> {
  return (await ask('GET', path + query(params))).json()
}

export async function getText(path: string, params: Params = {}): Promise<string> {
  return (await ask('GET', path + query(params))).text()
}

export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T | null> {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const answer = await ask(method, path, json, json === undefined ? {} : { 'content-type': 'application/json' })
  return answer.status === 204 ? null : answer.json()
}

export async function sendFile<T>(path: string, params: Params, file: Blob): Promise<T> {
  return (await ask('POST', path + query(params), file, { 'content-type': 'application/octet-stream' })).json()
}
