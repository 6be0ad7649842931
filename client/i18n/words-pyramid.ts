/** Words of the scene *Kim tự tháp*, both languages. Values with gaps are functions whose arguments are already formatted. */

/** In Vietnamese. */
export const pyramidVi = {
  waiting: 'Đang chờ số liệu của từng đơn vị.', noData: 'Chưa có số liệu nào của chỉ số này.',
  noDataDo: 'Khi có số liệu, trạng thái từng đơn vị và đường gây đỏ sẽ hiện ở đây.',
  quiet: 'Không có đường bất thường.', quietOf: 'Mọi đơn vị có số liệu đều đạt, đúng tiến độ hoặc chưa có chỉ tiêu.',
  ownOnly: 'Không đơn vị dưới nào bất thường: phần này là của chính cơ quan cấp này.',
  communeRoot: 'Đơn vị cơ sở: tầng dưới cùng của kim tự tháp.', communeAlone: 'Trong phạm vi của bạn không có đơn vị nào ở tầng trên.',
  national: 'Trung ương, cả nước', position: (i: string, n: string) => `chỉ số ${i}/${n} có bất thường`, held: 'đang giữ',
  children: { province: (_n: number) => 'tỉnh', commune: (_n: number) => 'xã' }, wholeOf: { centre: 'cả nước', province: 'tỉnh', commune: 'xã' },
  below: (n: string, all: string, word: string) => `${n}/${all} ${word} kém kế hoạch`, missing: (n: string) => `${n} không có dữ liệu`,
  short: (amount: string) => `Thiếu ${amount} so với kế hoạch hôm nay`, shortFloor: (amount: string) => `Thiếu ${amount} so với mức phải đạt`,
  over: (amount: string) => `Vượt ${amount} so với mức cho phép`, uptime: (duration: string) => `${duration} thông mạng`,
  notShort: 'Không thiếu so với kế hoạch', notOver: 'Không vượt mức cho phép', unknownShort: 'Không cộng được phần thiếu của chỉ số này', noTarget: 'Chưa có chỉ tiêu để so',
  shortBrief: (amount: string) => `thiếu ${amount}`, overBrief: (amount: string) => `vượt ${amount}`, worstOf: (n: string, word: string) => `thiếu nhất trong ${n} ${word}`, amongWorst: (n: string, word: string) => `một trong ${n} ${word} thiếu nhất`, atRisk: (n: string, word: string) => `${n} ${word} nguy cơ`,
  shareShort: (whole: string, who: string) => `phần thiếu của ${whole} là của ${who}`, shareOver: (whole: string, who: string) => `phần vượt của ${whole} là của ${who}`,
  together: { province: 'các tỉnh cộng lại', commune: 'các xã cộng lại' },
  pace: (value: string, day: string, amount: string) => `Muốn đạt ${value} vào ${day}: cần ${amount}/tuần`, pastDue: (day: string, age: string) => `Hạn ${day} đã qua ${age}`,
  points: (n: string) => `${n} điểm`, newest: (age: string) => `số mới nhất ${age} trước`,
  others: 'Các đường khác', more: (n: string) => `còn ${n} đường nữa`, paths: 'Mọi đường bất thường', pathsSub: 'mỗi đơn vị cấp dưới một đường, xuống đơn vị thiếu nhất',
  columns: { path: 'đơn vị › thiếu nhất bên dưới', now: 'hiện nay', plan: 'kế hoạch', short: 'thiếu', share: 'tỷ phần', below: 'đơn vị kém', coverage: 'có số đúng nhịp', age: 'số mới nhất' },
  alsoAbnormal: (names: string) => `cũng bất thường: ${names}`,
  bundles: 'Nét dọc đỏ: xã nguy cơ của tỉnh, càng nhiều càng dày',
  outside: (names: string) => `Ngoài khung: ${names}`, plain: 'Hình vẽ đơn giản: chưa dùng được WebGL.', plainCard: 'Hình vẽ đơn giản: máy này không có card đồ họa.',
  label: (kpi: string) => `Kim tự tháp: ${kpi}`, keys: '↑ ↓ chỉ số · dấu cách giữ · PgUp PgDn đổi cảnh · Esc quay lại · L English',
}

/** In English. */
export const pyramidEn: typeof pyramidVi = {
  waiting: 'Waiting for the figures of every unit.', noData: 'No figure of this indicator yet.',
  noDataDo: 'Once figures come, each unit’s status and the path that makes it red show here.',
  quiet: 'No abnormal path.', quietOf: 'Every unit with figures has met its plan, is on track or has no target.',
  ownOnly: 'No unit below is abnormal: this is of this level’s own office.',
  communeRoot: 'A base unit: the lowest plane of the pyramid.', communeAlone: 'No unit above it is within your scope.',
  national: 'Centre, whole country', position: (i, n) => `indicator ${i}/${n} with something abnormal`, held: 'held',
  children: { province: (n) => (n === 1 ? 'province' : 'provinces'), commune: (n) => (n === 1 ? 'commune' : 'communes') }, wholeOf: { centre: 'the country', province: 'the province', commune: 'the commune' },
  below: (n, all, word) => `${n}/${all} ${word} below`, missing: (n) => `${n} no data`,
  short: (amount) => `${amount} short of today’s plan`, shortFloor: (amount) => `${amount} short of the floor`,
  over: (amount) => `${amount} above what is allowed`, uptime: (duration) => `${duration} of uptime`,
  notShort: 'Not short of the plan', notOver: 'Not above what is allowed', unknownShort: 'What is missing has no sum here', noTarget: 'No target to compare with',
  shortBrief: (amount) => `${amount} short`, overBrief: (amount) => `${amount} too many`, worstOf: (n, word) => `most missing of ${n} ${word}`, amongWorst: (n, word) => `one of ${n} ${word} that lack most`, atRisk: (n, word) => `${n} ${word} at risk`,
  shareShort: (whole, who) => `of the shortfall of ${whole} is ${who}’s`, shareOver: (whole, who) => `of the excess of ${whole} is ${who}’s`,
  together: { province: 'all provinces together', commune: 'all communes together' },
  pace: (value, day, amount) => `To reach ${value} by ${day}: ${amount} a week`, pastDue: (day, age) => `Due ${day}, ${age} ago`,
  points: (n) => `${n} points`, newest: (age) => `newest ${age} ago`,
  others: 'Other paths', more: (n) => `${n} more paths`, paths: 'All abnormal paths', pathsSub: 'one a unit of the next level, down to the one that lacks most',
  columns: { path: 'unit › most missing below', now: 'now', plan: 'plan', short: 'missing', share: 'share', below: 'below plan', coverage: 'on cadence', age: 'newest' },
  alsoAbnormal: (names) => `also abnormal: ${names}`,
  bundles: 'Red uprights: communes at risk, the more the thicker',
  outside: (names) => `Outside the frame: ${names}`, plain: 'Plain drawing: WebGL is not to be had.', plainCard: 'Plain drawing: this machine has no graphics card.',
  label: (kpi) => `Pyramid: ${kpi}`, keys: '↑ ↓ indicator · space holds · PgUp PgDn scenes · Esc back · L Tiếng Việt',
}

/** All words of the scene. */
export type PyramidWords = typeof pyramidVi
