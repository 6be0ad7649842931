/** Words of the scene *Ma trận* and of the matrix beside *Tổng quan*. */

/** In Vietnamese; values with gaps are functions whose arguments are already formatted. */
export const matrixVi = {
  units: { centre: (n: string) => `${n} tỉnh, thành`, province: (n: string) => `${n} xã, phường` } as Record<string, (n: string) => string>,
  worstFirst: 'xấu nhất xếp trên', notFinal: 'thứ tự chưa chốt', filling: 'Đang nạp lịch sử: hàng, cột xấu nhất và số cũ nhất chưa chốt', judgedBy: 'ô xét theo kế hoạch; cảnh báo xét theo kịch bản, có thể nhẹ hơn', rowsShown: (from: string, to: string) => `hàng ${from}–${to}`,
  abnormal: { centre: 'Tỉnh bất thường', province: 'Xã bất thường', commune: 'Bất thường' } as Record<string, string>,
  onCadence: { centre: 'Tỉnh đúng nhịp', province: 'Xã đúng nhịp', commune: 'Đúng nhịp' } as Record<string, string>,
  sums: 'Tổng', table: 'Ma trận đơn vị và chỉ số',
  outside: 'ô trống: không phải báo', held: 'ẩn', heldFew: '<5', heldLegend: (few: string, sum: string) => `${few}, ${sum}: không nêu vì có số vụ dưới 5`, late: 'hoặc gạch chân: chậm nhịp', silent: 'chưa nguồn nào báo', silentOrDue: 'chưa báo, hoặc đang tính',
  lostFor: (age: string) => `mất ${age}`, worstRow: 'Hàng xấu nhất', worstColumn: 'Cột xấu nhất', ofUnits: (n: string, due: string, word: string) => `${n}/${due} ${word}`,
  allQuiet: 'Không hàng, cột nào bất thường', filled: (n: string, due: string) => `${n}/${due} ô có số liệu`, stateAt: (at: string) => `trạng thái lúc ${at}`,
  oldest: (unit: string, kpi: string, oldest: string) => `chậm nhịp nhất: ${unit}, ${kpi}, ${oldest}`,
  none: 'Chưa nguồn nào báo số. Tạo khóa: npm run key; gửi số liệu: POST /api/v1/readings.',
  leaf: (n: string) => `${n} chỉ số đơn vị này báo cáo`, leafOutside: (n: string) => `${n} chỉ số không phải báo`, noPlan: 'chưa có chỉ tiêu',
  thousand: 'N', million: 'Tr',
  groups: {
    digitization: 'Số hóa', esign: 'Chữ ký số', network: 'Hạ tầng mạng', devices: 'Thiết bị, phần mềm', processes: 'Quy trình, nền tảng', data: 'Dữ liệu',
    security: 'An toàn thông tin', work: 'Nghiệp vụ kiểm tra', economy: 'Tiết kiệm, giải ngân', people: 'Con người', services: 'Dịch vụ số', management: 'Điều hành',
  } as Record<string, string>,
}

/** In English. */
export const matrixEn: typeof matrixVi = {
  units: { centre: (n) => `${n} provinces`, province: (n) => `${n} communes` }, worstFirst: 'worst on top', notFinal: 'order not final', filling: 'Loading history: worst row and column and the oldest figure are not final',
  judgedBy: 'cells are judged by the plan; warnings by rules, which may be milder', rowsShown: (from, to) => `rows ${from}–${to}`,
  abnormal: { centre: 'Abnormal', province: 'Abnormal', commune: 'Abnormal' },
  onCadence: { centre: 'On cadence', province: 'On cadence', commune: 'On cadence' },
  sums: 'Sums', table: 'Matrix of units and indicators',
  outside: 'empty: does not report', held: 'held', heldFew: '<5', heldLegend: (few, sum) => `${few}, ${sum}: withheld, a count below 5 in it`, late: 'or underlined: late', silent: 'nobody has reported', silentOrDue: 'no report, or being computed',
  lostFor: (age) => `lost ${age}`, worstRow: 'Worst row', worstColumn: 'Worst column', ofUnits: (n, due, word) => `${n}/${due} ${word}`,
  allQuiet: 'No row or column is abnormal', filled: (n, due) => `${n}/${due} cells have figures`, stateAt: (at) => `state at ${at}`,
  oldest: (unit, kpi, oldest) => `furthest behind its cadence: ${unit}, ${kpi}, ${oldest}`,
  none: 'No source has reported yet. Make a key: npm run key; send readings: POST /api/v1/readings.',
  leaf: (n) => `${n} indicators this unit reports`, leafOutside: (n) => `${n} indicators it need not report`, noPlan: 'no target yet',
  thousand: 'K', million: 'M',
  groups: {
    digitization: 'Digitisation', esign: 'E-signature', network: 'Network', devices: 'Devices, software', processes: 'Processes, platforms', data: 'Data',
    security: 'Security', work: 'Inspection work', economy: 'Savings, budget', people: 'People', services: 'Digital services', management: 'Management',
  },
}

/** The words of the matrix in one language. */
export type MatrixWords = typeof matrixVi
