/** Addresses of verdicts: a verdict is named by its indicator and kind, and opened by that name (`open=KPI~KIND`). Pure. */
import { verdictKinds, type VerdictKind } from '../../../../data/judgement/verdict.ts'
import type { VerdictsAnswer } from '../../../../data/protocol/warning.ts'
import { given } from '../route.ts'

/** One verdict of the door's answer. */
export type ToldVerdict = VerdictsAnswer['verdicts'][number]

/** Verdicts shown on a page of the list. */
export const verdictsPerPage = 50

const openShape = /^[a-z][\w.]{0,63}~[a-z_]{1,16}$/

/** The name of a verdict in an address. */
export function verdictName({ kpi, kind }: Pick<ToldVerdict, 'kpi' | 'kind'>): string {
  return `${kpi}~${kind}`
}

/** The verdict an address opens; null: none, or no name of one. */
export function openedVerdict(search: string): string | null {
  return given(search, 'open', openShape)
}

/** Whether a kind of warning is a verdict, which can be opened. */
export function isVerdict(kind: string): kind is VerdictKind {
  return (verdictKinds as readonly string[]).includes(kind)
}

/** The parameters of the page that has one verdict of a unit open. */
export function verdictAddress(unit: string, kpi: string, kind: VerdictKind): Readonly<Record<string, string>> {
  return { unit, kpi, open: verdictName({ kpi, kind }) }
}

/** The page of the list to show: the one asked for; else the one with what is open; never beyond the last. */
export function shownPage(verdicts: readonly ToldVerdict[], open: string | null, asked: number | null): number {
  const last = Math.max(1, Math.ceil(verdicts.length / verdictsPerPage))
  const at = verdicts.findIndex((one) => verdictName(one) === open)
  return Math.min(last, asked ?? Math.floor(Math.max(0, at) / verdictsPerPage) + 1)
}
