declare module '*/mock/build.mjs' {
  export const reports: { text: string; records: { id: string; evidence: { start: number; end: number; text: string }[] }[] }[]
}
