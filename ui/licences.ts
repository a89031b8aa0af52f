/** Puts the licences of all that is built into the app beside it, as `licences.txt`: those who get the program get them too. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

interface Locked {
  packages: Record<string, { version?: string; license?: string; dev?: boolean; devOptional?: boolean }>
}

/** The packages that the app is made of, as the lock file has them; tools of the build are not among them. */
function shipped(root: string): [folder: string, version: string, licence: string][] {
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as Locked
  return Object.entries(packages)
    .filter(([folder, p]) => folder && !p.dev && !p.devOptional)
    .map(([folder, p]) => [folder, p.version ?? '', p.license ?? ''])
}

function text(folder: string): string {
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)/i.test(f))
  return file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : '(its package brings no text of the licence)'
}

export function licences(root: string): Plugin {
  return {
    name: 'accalmie-licences',
    apply: 'build',
    generateBundle() {
      const parts = shipped(root).map(
        ([folder, version, licence]) =>
          `${folder.replace(/^.*node_modules\//, '')} ${version} (${licence})\n\n${text(`${root}/${folder}`)}`,
      )
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${parts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n` })
    },
  }
}
