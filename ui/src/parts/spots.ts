/** A spot is what a report calls one place: a name, or the two ends of a road. */
import type { Place } from '../api/shapes'

export function spots<P extends Pick<Place, 'relation'>>(places: readonly P[]): P[][] {
  const out: P[][] = []
  for (const place of places) {
    const last = out.at(-1)
    if (place.relation === 'road_between' && last?.length === 1 && last[0]?.relation === 'road_between') last.push(place)
    else out.push([place])
  }
  return out
}
