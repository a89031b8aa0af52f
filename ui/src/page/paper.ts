/** Onto paper: in light colours, with a picture of each map as it is seen, since a map cannot be drawn anew in the width of a sheet. */
import { theme } from './theme.svelte'

type Take = () => Promise<void>
const pictures = new Set<Take>()

/** A map that wants to be on paper; gives back how it leaves. */
export function pictured(take: Take): () => void {
  pictures.add(take)
  return () => pictures.delete(take)
}

/** While a sheet is being made, pictures are as they were taken for it. */
export const sheet = { making: false }

export async function toPaper() {
  const kept = theme.now
  theme.now = 'light'
  await Promise.all([...pictures].map((take) => take()))
  sheet.making = true
  print()
  sheet.making = false
  theme.now = kept
}
