/** The mark by which a built page names its own build, wherever it came from: put in by the build, read by the server and by the page itself. */

/** Name of the `<meta>` that carries it. */
export const buildMarkName = 'thap-build'
/** The build of a page that nobody built (`vite dev`, tests of the doors alone). */
export const unbuilt = 'unbuilt'

const mark = new RegExp(`<meta name="${buildMarkName}" content="([0-9a-f]{12})"`)

/** The build that a page names; `unbuilt` where it names none. */
export function markedBuild(html: string): string {
  return mark.exec(html)?.[1] ?? unbuilt
}
