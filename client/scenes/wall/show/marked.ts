/** The warning that interrupts must be seen: where it stands beyond the rows of its scene it comes first, with its own rank. Pure. */

/** The list with the marked one within the first `room`. */
export function withMarked<T extends { readonly id: string }>(all: readonly T[], marked: string | null, room: number): readonly T[] {
  const place = marked === null ? -1 : all.findIndex(({ id }) => id === marked)
  const found = all[place]
  return found === undefined || place < room ? all : [found, ...all.filter((one) => one !== found)]
}
