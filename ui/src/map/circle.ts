/** A circle on the globe as a polygon, and boxes around points. Degrees WGS 84, kilometres. */

const KM_PER_DEGREE = 111.195
const SIDES = 48

export function circle(lon: number, lat: number, radiusKm: number): GeoJSON.Polygon {
  const down = radiusKm / KM_PER_DEGREE
  const across = down / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
  const ring = Array.from({ length: SIDES + 1 }, (_, i) => {
    const angle = (-2 * Math.PI * (i % SIDES)) / SIDES
    return [lon + across * Math.cos(angle), Math.max(-89.9, Math.min(89.9, lat + down * Math.sin(angle)))]
  })
  return { type: 'Polygon', coordinates: [ring.reverse()] }
}

export type Box = [west: number, south: number, east: number, north: number]

export function boxOf(points: readonly (readonly [lon: number, lat: number])[]): Box | null {
  if (points.length === 0) return null
  const [lons, lats] = [points.map((p) => p[0]), points.map((p) => p[1])]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}

/** So that a single point is seen with what lies around it. */
export function widened(box: Box, byKm: number): Box {
  const down = byKm / KM_PER_DEGREE
  const across = down / Math.max(0.05, Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180))
  return [box[0] - across, box[1] - down, box[2] + across, box[3] + down]
}
