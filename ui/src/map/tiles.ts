/** A user's own PMTiles under our marks: pictures as they are; of vectors what every scheme has, roads, water and buildings. */
import { addProtocol, type Map as MapLibre } from 'maplibre-gl'
import { PMTiles, Protocol, TileType } from 'pmtiles'
import type { Palette } from '../marks/palette'

const FILE = '/basemap/user.pmtiles'
let protocol: Protocol | null = null

export async function layUserTiles(map: MapLibre, palette: Palette, below: string) {
  if (!protocol) {
    protocol = new Protocol()
    addProtocol('pmtiles', protocol.tile)
  }
  const url = new URL(FILE, location.href).href
  const file = new PMTiles(url)
  protocol.add(file)
  const [header, metadata] = await Promise.all([file.getHeader(), file.getMetadata()])
  if (header.tileType !== TileType.Mvt) {
    if (!map.getSource('user')) map.addSource('user', { type: 'raster', url: `pmtiles://${url}`, tileSize: 256 })
    map.addLayer({ id: 'user', type: 'raster', source: 'user' }, below)
    return
  }
  if (!map.getSource('user')) map.addSource('user', { type: 'vector', url: `pmtiles://${url}` })
  const { vector_layers: layers = [] } = metadata as { vector_layers?: { id: string }[] }
  for (const { id } of layers) {
    const source = { id: `user-${id}`, source: 'user', 'source-layer': id } as const
    if (/^water/.test(id)) {
      map.addLayer(
        { ...source, type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': palette.lake } },
        below,
      )
    } else if (/^build/.test(id)) {
      map.addLayer({ ...source, type: 'fill', minzoom: 13, paint: { 'fill-color': palette.province } }, below)
    } else if (/^(roads?|transport)/.test(id)) {
      map.addLayer({ ...source, type: 'line', paint: { 'line-color': palette.road, 'line-width': 0.8 } }, below)
    }
  }
}
