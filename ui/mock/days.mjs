export const addDays = (day, n) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)

export function dayRange(first, last) {
  const out = []
  for (let d = first; d <= last && out.length < 4000; d = addDays(d, 1)) out.push(d)
  return out
}
