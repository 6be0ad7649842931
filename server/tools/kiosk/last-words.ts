/** The end of what a browser wrote to its standard error: why it ended, as far as it says so itself. */

/** Most of it that is kept, bytes: the reason is in the last lines, and a browser that complains for months fills nothing. */
export const keptWordsBytes = 2_048

/** See the file's head. */
export class LastWords {
  #kept: Buffer = Buffer.alloc(0)
  #isCut = false

  /** It wrote more. */
  take(chunk: Buffer): void {
    const all = Buffer.concat([this.#kept, chunk])
    this.#isCut ||= all.length > keptWordsBytes
    this.#kept = all.subarray(Math.max(0, all.length - keptWordsBytes))
  }

  /** The last lines, oldest first; one whose beginning is gone is left out, unless it is the only one. */
  lines(): readonly string[] {
    const lines = this.#kept.toString('utf8').split('\n').map((line) => line.trim())
    return (this.#isCut && lines.length > 1 ? lines.slice(1) : lines).filter((line) => line !== '')
  }
}
