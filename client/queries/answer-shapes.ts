/**
 * What the frame of a page reads outside of any panel must be of its shape: an answer that is not is an error of its question, never of the frame.
 * Only what would break the frame is looked at, without a schema: the answers come from a server of the same build. Pure.
 */

type Fields = Readonly<Record<string, unknown>>
type Check = (answer: Fields) => boolean

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
/** A list of which each row has texts of these names. */
const isListOf = (value: unknown, ...names: readonly string[]): boolean => Array.isArray(value) && value.every((row) => isFields(row) && names.every((name) => typeof row[name] === 'string'))
const isPlaylist = (value: unknown): boolean => isFields(value) && isListOf(value['items'], 'scene') && isFields(value['interrupt'])

const checks: readonly (readonly [RegExp, Check])[] = [
  [/^session$/, ({ scope, role }) => typeof scope === 'string' && typeof role === 'string'],
  [/^units$/, ({ units }) => isListOf(units, 'code', 'name', 'nameEn', 'level') && (units as readonly unknown[]).length > 0],
  [/^kpis$/, ({ kpis }) => isListOf(kpis, 'id', 'group') && (kpis as readonly unknown[]).length > 0],
  [/^geometry$/, ({ provinces, communes }) => isFields(provinces) && isFields(communes)],
  [/^playlists$/, ({ playlists }) => Array.isArray(playlists) && playlists.every(isPlaylist)],
  [/^playlists\/[^/?]+$/, ({ playlist }) => isPlaylist(playlist)],
]

/** Whether the answer of `/api/v1/{path}` may be handed on; what no frame reads may be anything: its panel has a boundary of its own. */
export function isOfItsShape(path: string, answer: unknown): boolean {
  const check = checks.find(([of]) => of.test(path))?.[1]
  return check === undefined || (isFields(answer) && check(answer))
}
