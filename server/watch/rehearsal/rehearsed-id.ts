/** Id of the one rule of a rehearsal's run. */
export const rehearsedId = 'rehearsal'
