/** Names on the map: cities with a dot, both archipelagos with their province, always. HTML, so that diacritics are whole and sharp. */
import type { ReactElement } from 'react'
import type { MapLabel } from '../../../../data/protocol/map-geometry.ts'
import { englishName } from '../../../../data/units/english-name.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { textWidth } from '../../../map/callouts.ts'
import { project, type Box, type View } from '../../../map/view.ts'
import type { MapRoom } from './map-model.ts'

const archipelagoEm = 2.1
const cityEm = 2

/** Where a label's words stand in the map's box, u. Archipelagos are centred on their anchor, moved left out of what panels cover. */
export function labelBox(label: MapLabel, view: View, room: MapRoom, small = false): Box {
  const [x, y] = project(view, [label.lon, label.lat])
  if (label.kind === 'city') return { x: x + 1, y: y - 1.3, w: textWidth(label.text, cityEm), h: 2.6 }
  const em = small ? 1.75 : archipelagoEm
  const w = Math.max(textWidth(label.text, em, true), textWidth(label.sub, em))
  const h = em * 2.5
  if (small) return { x: Math.min(x - w / 2, room.w - w - 2), y, w, h }
  const free = room.covered.reduce((right, box) => (y + h > box.y && y < box.y + box.h ? Math.min(right, box.x) : right), room.w)
  return { x: Math.max(0, Math.min(x - w / 2, free - w)), y, w, h }
}

/** The same label in English: places have the names that lists give them. */
export function inEnglish(label: MapLabel): MapLabel {
  const text = englishName(label.text).replace(/^Quan dao (.+)$/, '$1 Archipelago').replace(/^TP\. (.+)$/, '$1 City')
  return { ...label, text, sub: englishName(label.sub) }
}

/** See the file's head. `small`: on the locator. */
export function MapWords({ labels: given, view, room, small = false }: { labels: readonly MapLabel[], view: View, room: MapRoom, small?: boolean }): ReactElement {
  const language = useLanguage()
  const labels = language === 'vi' ? given : given.map(inEnglish)
  return (
    <>
      {labels.map((label) => {
        const box = labelBox(label, view, room, small)
        const style = { left: `${box.x}rem`, top: `${box.y}rem`, minWidth: `${box.w}rem` }
        return label.kind === 'city'
          ? <p key={label.text} className="city" style={{ ...style, minWidth: 0 }}><i />{label.text}</p>
          : <p key={label.text} className={small ? 'archipelago archipelago-small' : 'archipelago'} style={style}><b>{label.text}</b>{label.sub}</p>
      })}
    </>
  )
}
