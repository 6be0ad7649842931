/**
 * Version of the wire. A test hashes every schema of this folder: a change there fails until this number is raised and a line
 * of history is written.
 *
 * History
 * 1 — first wire: readings, task events, watch → snapshot, delta, progress; units, figures, tasks, obligations, warnings over HTTP.
 * 2 — judgement: warnings with a life, rules and rehearsals, tasks people edit, reporting duties met, data quality, projections; the socket's `warning`.
 * 3 — the wall: what walls show and commands to them (`showing`, `command`, the fleet's doors).
 * 4 — play-lists: what walls rotate through; the pulse's `playlistsVersion`; lines: `GET /units/:code/lines`, the pulse's `linesVersion`; warnings say that
 *     their condition has ended, what they cover, who answers for their task and which units are missing; rehearsals and rule checks say what opens at
 *     once; a reached target is `met`; warnings that ended with their rule count apart; thresholds tell their clearing limit and their worst number;
 *     a projection tells what all children at plan would leave short;
 *     lists of warnings say how many wait to close; evidence tells the MAD and the spread a distance was divided by (`mad`, `spread`; of ratios `noise`
 *     and `base`; `deviation` is gone) and which parts of a report are missing (`missing_parts`);
 *     a warning that the product ended while it held is `stopped`; what is known of a silent line says since when nothing is heard.
 */
export const protocolVersion = 4
