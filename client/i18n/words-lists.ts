/** Words of the list scenes (*Cảnh báo*, *Nhiệm vụ*, *Đường đua báo cáo*, *Ba nhóm nghiệp vụ*) and of the overview's lists, in both languages. */

/** The words in Vietnamese; values with gaps are functions whose arguments are already formatted. */
export const listsVi = {
  columns: { unit: 'ở đâu, chỉ số', now: 'hiện nay', must: 'phải đạt', why: 'vì sao', lasting: 'kéo dài', who: 'ai xử lý' },
  nobody: 'chưa ai nhận', office: (unit: string) => `UBKT ${unit}`, centreOffice: 'UBKT TW',
  reportKpi: 'Nộp báo cáo', inUnits: (n: string, word: string) => `ở ${n} ${word}`, cut: 'đứt', linesUp: (up: string, due: string) => `${up}/${due} đường thông`,
  reported: (n: string, due: string, word: string) => `${n}/${due} ${word} đã báo`.replace('  ', ' '), handedIn: (word: string) => `${word} đã nộp`,
  newest: (age: string) => `số mới nhất ${age}`, newestOf: (word: string, age: string) => `${word} mới nhất: ${age}`, takenAfter: (age: string) => `nhận sau ${age}`, assignedAfter: (age: string) => `giao việc sau ${age}`,
  shelved: 'tạm gác', waiting: 'đã hết, chờ đóng', gone: 'đã hết',
  kinds: { jump: 'nhảy vọt', stall: 'đứng yên', outlier: 'khác đơn vị khác', fell: 'tổng bị giảm', mismatch: 'số khai lệch', flapping: 'chập chờn', threshold: 'ngoài ngưỡng' } as Readonly<Record<string, string>>,
  pace: (days: string) => `Mở và hết, ${days} ngày`, opened: 'mở', ended: 'hết', today: 'hôm nay',
  median: 'trung vị từ lúc mở đến khi có người nhận', medianOf: (n: string, of: string) => `${n}/${of} cảnh báo 14 ngày đã có người nhận`, medianNone: 'Chưa có cảnh báo nào được nhận trong 14 ngày.',
  linesOf: (shown: string, all: string) => (shown === all ? `${all} đơn vị` : `${all} đơn vị, đây là ${shown}`), longestOf: (shown: string, all: string) => (shown === all ? `${all} đơn vị` : `${all} đơn vị, đây là ${shown} lâu nhất`), lines: 'Các đơn vị trong nhóm', more: (n: string) => `còn ${n}`,
  due: { overdue: 'Quá hạn', due7: 'Đến hạn trong 7 ngày', due30: 'Đến hạn trong 30 ngày' } as Record<string, string>, moreTasks: (n: string) => `còn ${n} nhiệm vụ nữa`, nothingDue: 'Không có.',
  ownersOf: (n: string) => `đếm trên ${n} nhiệm vụ gấp nhất`, overdueOf: 'quá hạn / tất cả', lateBy: (n: string, days: string) => `quá ${n} ${days}`,
  rank: 'hạng', allIn: 'đã nộp đủ', allInTime: 'đã nộp đủ, đúng hạn', allInLate: (n: string) => `đã nộp đủ, ${n} trễ hạn`, pastDue: 'đã quá hạn', notCounted: 'không tính', nobodyIn: 'trước hạn chưa ai nộp', ofUnits: (n: string, word: string) => `trên ${n} ${word}`, handed: 'đã nộp', before: (month: string) => `cùng lúc tháng ${month}`, beforeLine: (month: string, n: string, due: string) => `cùng lúc tháng ${month}: ${n}/${due}`,
  behindBefore: 'chậm hơn tháng trước', notIn: 'chưa nộp', provincesIn: 'tỉnh đã gửi', communesIn: 'xã đã nộp', toProvinceIn: 'xã → tỉnh đã nộp',
  passedBy: (age: string) => `quá ${age}`, leftFor: (age: string) => `còn ${age}`, toProvince: 'xã → tỉnh', toCentre: 'tỉnh → Trung ương', deadline: (at: string) => `hạn 0:00 ${at}`,
  allOf: (n: string, unit: string) => `${n} chưa nộp, cả ${n} thuộc ${unit}`, mostOf: (n: string, most: string, unit: string) => `${n} chưa nộp, nhiều nhất ${unit} ${most}`, ownReport: 'Báo cáo của đơn vị',
  reportOf: (month: string) => `Báo cáo tháng ${month}`, part: 'phần của báo cáo', partState: 'tình trạng', partAt: 'nhận lúc', partsIn: (n: string, of: string) => `${n}/${of} phần đã nhận`, year: (y: string) => `Báo cáo các tháng năm ${y}`, month: (m: string) => `T${m}`,
  received: 'đã nhận', awaited: 'chưa có', byDay: 'Đơn vị nộp đủ, theo ngày', onTimeYear: (n: string, of: string) => `${n}/${of} kỳ đúng hạn trong năm`,
  ofPlan: (percent: string, of: string) => `${percent} của ${of}`, lateWord: 'quá hạn', coverage: (n: string, due: string) => `${n}/${due} đơn vị đã báo`,
}

/** The same in English. */
export const listsEn: typeof listsVi = {
  columns: { unit: 'where, indicator', now: 'now', must: 'should be', why: 'why', lasting: 'lasting', who: 'taken by' },
  nobody: 'nobody has it', office: (unit) => unit, centreOffice: 'Centre',
  reportKpi: 'Report handed in', inUnits: (n, word) => `in ${n} ${word}`, cut: 'down', linesUp: (up, due) => `${up}/${due} lines up`,
  reported: (n, due, word) => `${n}/${due} ${word} in`.replace('  ', ' '), handedIn: (word) => `${word} in`,
  newest: (age) => `newest ${age}`, newestOf: (word, age) => `newest ${word}: ${age}`, takenAfter: (age) => `after ${age}`, assignedAfter: (age) => `a task after ${age}`,
  shelved: 'shelved', waiting: 'ended, to be closed', gone: 'has ended',
  kinds: { jump: 'a jump', stall: 'stands still', outlier: 'unlike its peers', fell: 'total fell', mismatch: 'declared differs', flapping: 'flapping', threshold: 'past its limit' },
  pace: (days) => `Opened and ended, ${days} days`, opened: 'opened', ended: 'ended', today: 'today',
  median: 'median from opening until taken', medianOf: (n, of) => `${n} of ${of} warnings of 14 days were taken`, medianNone: 'No warning was taken in 14 days.',
  linesOf: (shown, all) => (shown === all ? `${all} ${all === '1' ? 'unit' : 'units'}` : `${all} units, here ${shown}`), longestOf: (shown, all) => (shown === all ? `${all} ${all === '1' ? 'unit' : 'units'}` : `${all} units, the longest ${shown}`), lines: 'Units of the group', more: (n) => `${n} more`,
  due: { overdue: 'Overdue', due7: 'Due within 7 days', due30: 'Due within 30 days' }, moreTasks: (n) => `${n} more tasks`, nothingDue: 'None.',
  ownersOf: (n) => `counted over the ${n} most urgent`, overdueOf: 'overdue / all', lateBy: (n, days) => `${n} ${days} late`,
  rank: 'rank', allIn: 'all in', allInTime: 'all in, on time', allInLate: (n) => `all in, ${n} late`, pastDue: 'past due', notCounted: 'not counted', nobodyIn: 'nobody was in by then', ofUnits: (n, word) => `of ${n} ${word}`, handed: 'in', before: (month) => `same hour, month ${month}`, beforeLine: (month, n, due) => `same hour of month ${month}: ${n}/${due}`,
  behindBefore: 'behind last month', notIn: 'not in', provincesIn: 'provinces in', communesIn: 'communes in', toProvinceIn: 'communes in',
  passedBy: (age) => `${age} late`, leftFor: (age) => `${age} left`, toProvince: 'commune → province', toCentre: 'province → centre', deadline: (at) => `due 0:00 ${at}`,
  allOf: (n, unit) => `${n} not in, all ${n} of ${unit}`, mostOf: (n, most, unit) => `${n} not in, most in ${unit}: ${most}`, ownReport: 'Report of the unit',
  reportOf: (month) => `Report of month ${month}`, part: 'part of the report', partState: 'state', partAt: 'received at', partsIn: (n, of) => `${n}/${of} parts in`, year: (y) => `Reports of the months of ${y}`, month: (m) => `M${m}`,
  received: 'in', awaited: 'not yet', byDay: 'Units whole, by day', onTimeYear: (n, of) => `${n}/${of} periods in time this year`,
  ofPlan: (percent, of) => `${percent} of ${of}`, lateWord: 'late', coverage: (n, due) => `${n}/${due} units have reported`,
}
