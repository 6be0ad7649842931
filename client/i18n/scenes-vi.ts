/** Words of the wall's scenes beyond *Tổng quan*, in Vietnamese. `scenes-en.ts` has the same keys. */

/** The words; values with gaps are functions whose arguments are already formatted. */
export const scenesVi = {
  names: {
    overview: 'Tổng quan', pyramid: 'Kim tự tháp', map: 'Bản đồ', matrix: 'Ma trận', warnings: 'Cảnh báo', tasks: 'Nhiệm vụ', lines: 'Hạ tầng', reports: 'Đường đua báo cáo', groups: 'Ba nhóm nghiệp vụ',
  },
  next: 'cảnh sau',
  warnings: {
    none: 'Không có cảnh báo nào đang mở.', noneYet: 'Chưa có số liệu để cảnh báo.', more: (n: string) => `còn ${n} cảnh báo nữa`,
    states: { open: 'chưa ai nhận', acknowledged: 'đã nhận', assigned: 'đã giao việc', resolved: 'đã xử lý', closed: 'tự đóng', stopped: 'đóng theo kịch bản hoặc gộp' },
    task: (id: string) => `đã giao: ${id}`, shelved: (until: string) => `gác đến ${until}`, since: (age: string) => `từ ${age} trước`,
    columns: { unit: 'đơn vị', what: 'việc gì, vì sao', units: 'số đơn vị', lasting: 'kéo dài', taken: 'ai nhận' },
    unitsOf: (affected: string, due: string) => `${affected}/${due}`, taken: 'đã có người nhận', notTaken: 'chưa ai nhận', summary: 'đang mở',
  },
  tasks: {
    overdue: 'quá hạn', due7: 'đến hạn trong 7 ngày', due30: 'đến hạn trong 30 ngày', done: 'xong', undated: 'không hạn', later: 'sau 30 ngày',
    columns: { late: 'quá hạn', task: 'nhiệm vụ', lead: 'chủ trì', owner: 'đơn vị', due: 'hạn', result: 'kết quả phải có' },
    days: 'ngày', left: (n: string) => `còn ${n} ngày`, today: 'hôm nay', byOwner: 'Theo đơn vị chủ trì', year: (y: string) => `Hạn trong năm ${y}`,
    none: 'Không có nhiệm vụ nào sắp đến hạn hay quá hạn.', more: (n: string) => `còn ${n} nhiệm vụ nữa`, unreported: 'chưa báo cáo kết quả', reported: 'đã báo cáo kết quả',
    extended: (day: string) => `gia hạn từ ${day}`, months: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'], month: (m: string) => `tháng ${m}`,
    reviewDue: 'chưa soát xét tháng này',
  },
  reports: {
    commune: 'Xã báo cáo tỉnh', province: 'Tỉnh báo cáo Trung ương', unit: 'Báo cáo của đơn vị',
    due: (at: string) => `hạn 0:00 ngày ${at}`, left: 'còn lại', overdueBy: 'đã quá hạn', of: (n: string) => `trên ${n} đơn vị`,
    states: { in_time: 'đúng hạn', late: 'nộp trễ', partial: 'nộp một phần', waiting: 'chưa nộp', missing: 'thiếu' },
    period: (m: string) => `tháng ${m}`, race: 'Đường đua: tỷ lệ xã đã nộp', raceUnit: 'đơn vị', last: 'nộp cuối', missing: 'còn thiếu', whole: 'đủ',
    provinceHead: 'Tỉnh', provinceState: 'báo cáo tỉnh', state: 'tình trạng', byDay: 'Số xã nộp đủ theo ngày', none: 'Chưa có đơn vị nào phải nộp báo cáo này.', more: (n: string) => `còn ${n} đơn vị nữa`,
    steps: { none: '', d7: 'còn không quá 7 ngày', d3: 'còn không quá 3 ngày', d1: 'còn không quá 1 ngày', overdue: 'đã quá hạn' },
    source: 'hạn theo S0 IV.1 và IV.3; nộp đủ khi mọi chỉ số tháng của đơn vị đã có số liệu trong tháng',
  },
  groups: {
    registers: { inspections: 'Cuộc kiểm tra, giám sát', petitions: 'Đơn thư', conclusions: 'Thông báo, kết luận' },
    states: {
      'inspections.planned': 'kế hoạch', 'inspections.running': 'đang tiến hành', 'inspections.done': 'đã kết thúc', 'inspections.late': 'quá hạn',
      'petitions.received': 'tiếp nhận', 'petitions.classified': 'đã phân loại', 'petitions.resolved': 'đã giải quyết', 'petitions.late': 'quá hạn',
      'conclusions.issued': 'đã ban hành', 'conclusions.running': 'đang thực hiện', 'conclusions.done': 'đã xong', 'conclusions.overdue': 'quá hạn',
    } as Record<string, string>,
    reported: (n: string, due: string) => `${n}/${due} đơn vị đã báo`, newest: (age: string) => `mới nhất ${age} trước`,
    contradicting: (n: string) => `${n} đơn vị có số mâu thuẫn`,
    where: (places: string) => `nhiều nhất: ${places}`,
    withheld: 'không nêu', sources: 'Nguồn số liệu', connected: 'đã kết nối', known: 'đã cấp khóa', connectedNote: 'kết nối: có dùng khóa trong 24 giờ qua',
    readings: 'Số liệu đã nhận', today: 'hôm nay', days30: '30 ngày', readingsSince: (day: string) => `đếm từ ${day}`,
    warnings: 'Cảnh báo 30 ngày', raised: 'đã nêu', handled: 'đã có người nhận', cleared: 'tự hết', stopped: 'hết theo kịch bản', open: 'chưa ai nhận', warningsNote: 'số đếm, không có nội dung vụ việc',
  },
}

/** All scene words of one language. */
export type SceneWords = typeof scenesVi
