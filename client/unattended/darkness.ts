/** Whether the fleet page has ordered this wall dark: kept beside its last figures at once, so that a page loaded anew while the server is away stays dark. */
import { get, set } from 'idb-keyval'
import { inTime, keptPlace } from './kept-place.ts'

const slot = 'dark'

/** The order as this page knows it. */
export interface Darkness {
  readonly dark: boolean
  /** Takes what was ordered, and keeps it. */
  obey(dark: boolean): void
}

/** The order that was kept; light where there is none or it does not come in time. */
export async function readDarkness(): Promise<Darkness> {
  let dark = await inTime(get<unknown>(slot, keptPlace())) === true
  return {
    get dark() { return dark },
    obey: (ordered) => {
      if (ordered === dark) return
      dark = ordered
      set(slot, ordered, keptPlace()).catch(() => undefined)
    },
  }
}
