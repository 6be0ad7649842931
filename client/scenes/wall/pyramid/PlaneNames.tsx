/** Who is abnormal on a plane and bears no call-out: named, worst first, where the plane's counts stand. */
import type { ReactElement } from 'react'
import type { Box } from '../../../map/view.ts'
import { formatNumber } from '../../../ui/format.ts'
import { isAbnormal } from '../../../ui/look.ts'
import { nameLines } from '../../../ui/name-lines.ts'
import { unitName, useWallData } from '../wall-data.ts'
import type { PyramidSpeech } from './chain-words.ts'
import { namesLineU } from './plane-words.ts'
import type { PyramidModel } from './use-pyramid.ts'

/** Letters of a line, a u: Roboto at 80 % width. */
const lettersPerU = 1.12

/** Heads of the abnormal paths that are abnormal themselves and not among `named`, worst first. */
export function unnamedHeads({ paths, looks }: Pick<PyramidModel, 'paths' | 'looks'>, named: ReadonlySet<string>): readonly string[] {
  return paths.flatMap(([{ unit }]) => (!named.has(unit) && isAbnormal(looks.get(unit) ?? 'met') ? [unit] : []))
}

/** See the file's head. `named`: who bears a call-out; `isCountry`: provinces are named, in one line; else communes. */
export function PlaneNames({ model, named, box, isCountry, speech }: { model: PyramidModel, named: ReadonlySet<string>, box: Box, isCountry: boolean, speech: PyramidSpeech }): ReactElement | null {
  const data = useWallData()
  const { own, words, language } = speech
  const names = unnamedHeads(model, named).map((unit) => unitName(data, unit, language))
  const [first, ...others] = names
  if (first === undefined) return null
  const more = words.moreUnits[isCountry ? 'province' : 'commune']
  const lines = nameLines([own.alsoAbnormal(first), ...others], Math.floor(box.w * lettersPerU), Math.floor(box.h / namesLineU + 0.01), (left) => more(formatNumber(left, language), left))
  return <p className="plane-names" data-beside={isCountry ? 'no' : 'yes'} style={{ left: `${box.x}rem`, top: `${box.y}rem`, width: `${box.w}rem` }}>{lines.map((line) => <span key={line}>{line}</span>)}</p>
}
