/** The three business groups of the planted day: one register with late ones, one with a small count withheld, one nobody reported. */
import { caseMeasuresOf, type CaseRegister } from '../../data/kpis/case-measures.ts'
import type { GroupRegister, GroupsAnswer } from '../../data/protocol/groups.ts'
import { dayMs, toLocalIso } from '../../data/time/vietnam-time.ts'
import type { FixtureMode } from './fixture-figures.ts'

const values: Readonly<Record<CaseRegister, readonly (number | null)[]>> = {
  inspections: [12_480, 1_204, 9_873, 37], petitions: [28_114, 27_990, 25_301, null], conclusions: [3_402, 811, 2_577, 14],
}

/** `GET /groups`. */
export function groupsAnswer(root: string, nowMs: number, mode: FixtureMode): GroupsAnswer {
  const isEmpty = mode === 'empty'
  const registerOf = (id: CaseRegister): GroupRegister => ({
    id, contradicting: isEmpty ? 0 : 3, newestAt: isEmpty ? null : toLocalIso(nowMs - 3 * dayMs), freshness: isEmpty ? 'none' : 'fresh', simulated: !isEmpty,
    states: caseMeasuresOf[id].map(({ id: measure, direction }, i) => ({
      measure, state: measure.split('.')[1] ?? '', late: direction === 'down', value: isEmpty ? null : values[id][i] ?? null,
      withheld: !isEmpty && values[id][i] === null, due: 3356, reported: isEmpty ? 0 : 3310, fresh: isEmpty ? 0 : 3310,
    })),
  })
  const n = (count: number): number => (isEmpty ? 0 : count)
  return {
    root, at: toLocalIso(nowMs),
    watching: {
      nameVi: 'Nắm tình hình, giám sát thường xuyên, phòng ngừa', nameEn: 'Awareness, regular supervision, prevention', sources: { connected: n(3298), known: n(3356) },
      readings: { today: n(2_104_333), days30: n(61_338_120), since: toLocalIso(nowMs - 40 * dayMs) }, warnings: { raised: n(212), handled: n(149), cleared: n(55), stopped: n(6), open: n(2) }, simulated: !isEmpty,
    },
    inspecting: { nameVi: 'Kiểm tra, giám sát, thi hành kỷ luật', nameEn: 'Inspection, supervision, discipline', registers: [registerOf('inspections'), registerOf('petitions')] },
    following: { nameVi: 'Theo dõi, đôn đốc thực hiện thông báo, kết luận', nameEn: 'Following up notices and conclusions', registers: [registerOf('conclusions')] },
  }
}
