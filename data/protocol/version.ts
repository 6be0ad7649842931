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
 *     a warning that the product ended while it held is `stopped`; what is known of a silent line says since when nothing is heard;
 *     races and a unit's reports say whether a period counts (`counting`), and nothing is missing in one that does not;
 *     what stands beside a warning (`also`) says how it came there (`covered`, `joined`) and by which rule; a rule is switched on with what was confirmed
 *     (`confirm`) where it opens more than the budget at once, and a refusal of that tells its figures (`figures`); a refusal with a reason
 *     tells it alone, too (`why`); lines that are late with their reading are counted apart (`late`), not as up; the `seq` of a wall and of its proof of display is the log's sequence up to which its figures are complete, or null (it
 *     counted the messages of a room: a page opened before goes on telling that until it loads itself anew, within 90 s);
 *     a jump of a numerator alone tells the whole before it, too (`previous_base`);
 *     a verdict says when it was judged, on which newest reading, and which standing warning tells of it; what stands beside a warning (`also`) names its first units (`of`);
 *     a task's history tells reports of its units beside acts (`observedAt`, `isOvertaken`, `simulated`), its newest 500 of `historyTotal`;
 *     a rule's check counts every figure (its warnings and units are never null), a list says of a rule that is on and fires on everything by now (`fires_everywhere`), and a
 *     rehearsal's mean is over the days that have figures (`basisDays`);
 *     a wall hands in what it showed while it was not linked (`record`), and the proof of display says what was told so (`told`); a page tells what its
 *     supervisor did (`page.kiosk`; one opened before tells nothing of it); a wall is sent to no night whose times are one (`dim`).
 * 5 — a delta travels packed: its KPIs and expected values once, ratios by their numerator and denominator, instants as ages (`packedDelta`);
 *     a list of warnings says whether everything has been judged (`judged`), and what is found and no warning yet (`pending`).
 */
export const protocolVersion = 5
