/**
 * The unit: one node of the pyramid (an organisation at the centre, of a province, of a commune).
 * Source of the names: domain "The pyramid (mô hình kim tự tháp)", S3 VI.3 and VIII.
 */

/** The levels of the official list. The algebra does not know them: it only knows parents. */
export type UnitLevel = 'centre' | 'province' | 'commune'

/** Official administrative type. `trung_uong` is the centre (code `TW`). */
export type UnitType = 'trung_uong' | 'thanh_pho' | 'tinh' | 'phuong' | 'xa' | 'dac_khu'

/** One unit. `code`: `TW`, two digits (province) or five digits (commune), but nothing may depend on that shape. */
export interface Unit {
  readonly code: string
  /** Vietnamese name without its type: `Điện Biên`, `Ba Đình`. */
  readonly name: string
  /** Vietnamese name with its type: `Tỉnh Điện Biên`, `Phường Ba Đình`. */
  readonly fullName: string
  /** English name with its type: `Dien Bien Province`, `Ba Dinh Ward`. */
  readonly nameEn: string
  readonly type: UnitType
  readonly level: UnitLevel
  /** Code of the parent; null at the top. */
  readonly parent: string | null
  /** Lower case, no diacritics, đ→d, single spaces: `dien bien`. For search. */
  readonly searchKey: string
}
