/** People of the exercise and their sessions. A password is what the mock was told it is; nothing is hashed, nothing is kept. */
export const KEY = 'exercise-first-key'
export const people = [
  { name: 'Amal', role: 'administrator', disabled: false, password: 'exercise-password', seen: '2019-11-12T08:00:00Z' },
  { name: 'Bérénice', role: 'reviewer', disabled: false, password: 'exercise-password', seen: '2019-11-11T17:20:00Z' },
  { name: 'Cem', role: 'reader', disabled: false, password: 'exercise-password', seen: null },
]
const sessions = new Map()
let failures = 0

const RANKS = ['reader', 'reviewer', 'editor', 'administrator']

export const shown = ({ password, ...rest }) => rest
export const personOf = (request) => sessions.get(/session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1])
export const may = (me, role) => me && RANKS.indexOf(me.person.role) >= RANKS.indexOf(role)

export function enter(body) {
  if (failures > 4) return { locked: 30 }
  const found =
    body.key === KEY ? people[0] : people.find((p) => p.name === body.name && p.password === body.password && !p.disabled)
  if (!found) {
    failures++
    return null
  }
  failures = 0
  const token = crypto.randomUUID()
  sessions.set(token, { person: found, csrf: crypto.randomUUID(), needs_password: body.key === KEY, token })
  return sessions.get(token)
}

export const leave = (me) => sessions.delete(me?.token)
