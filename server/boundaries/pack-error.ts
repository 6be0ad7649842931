/** Why a boundary pack was refused: which file, what is wrong, what to do, in Vietnamese and English. */

/** What a pack error tells, in one language. */
export interface PackProblem {
  readonly vi: string
  readonly en: string
}

/** The server must not start with a pack that throws this. */
export class BoundaryPackError extends Error {
  readonly file: string
  readonly vi: string
  readonly en: string

  constructor(file: string, problem: PackProblem) {
    const vi = `Gói ranh giới: ${file}: ${problem.vi} Hãy chép lại đủ gói vào BOUNDARY_PACK_DIR, hoặc bỏ biến này để dùng sơ đồ có sẵn.`
    const en = `Boundary pack: ${file}: ${problem.en} Copy the whole pack into BOUNDARY_PACK_DIR again, or unset it to use the built-in map.`
    super(`${vi}\n${en}`)
    this.name = 'BoundaryPackError'
    this.file = file
    this.vi = vi
    this.en = en
  }
}
