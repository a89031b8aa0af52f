import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { licences } from './licences'

export default defineConfig({
  plugins: [svelte(), licences(import.meta.dirname)],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1400 },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', proxy: { '/api': proxied(), '/basemap': proxied(), '/ogc': proxied() } },
  test: { include: ['tests/**/*.test.ts'] },
})

function proxied() {
  return { target: process.env.ACCALMIE_URL ?? 'http://127.0.0.1:8738' }
}
