/** Words of the scene *Bản đồ*, Vietnamese and English. */

const plural = (one: string, n: number): string => (n === 1 ? one : `${one}s`)

/** The words in Vietnamese; values with gaps are functions whose arguments are already formatted. */
export const mapVi = {
  indicator: (position: string) => `Chỉ số ${position}`,
  legend: 'Trên bản đồ', provinces: 'tỉnh', communes: 'xã', notReporting: 'không phải báo', noData: 'không có dữ liệu',
  rootApart: (root: string, value: string) => `${root} ${value}: không đếm vào bảng trên`, nationwide: 'Toàn quốc', wholeProvince: 'Toàn tỉnh',
  communeNote: 'Xã bất thường trong tỉnh bình thường cũng được tô.',
  worstProvinces: 'Tỉnh: xấu nhất trước', worstCommunes: 'Xã: xấu nhất trước', allFine: 'không đơn vị nào bất thường', noFigures: 'Chưa có số liệu của chỉ số này.',
  columns: { unit: 'đơn vị', now: 'hiện nay', gap: 'so với mức phải đạt' }, more: (n: string) => `còn ${n} đơn vị`,
  focus: 'Tâm điểm', next: (s: string) => `đổi sau ${s} giây`,
  reasons: {
    warning_open: 'có cảnh báo nghiêm trọng, chưa ai nhận', warning_taken: 'có cảnh báo nghiêm trọng, đã có người nhận',
    worst: 'xấu nhất cả nước ở chỉ số này', bad: (rank: string) => `xấu thứ ${rank} cả nước ở chỉ số này`, lowest: 'không tỉnh nào bất thường; tỉnh này gần mức nhất',
  },
  noFocus: 'Chưa có số liệu để chọn tâm điểm.', outside: (names: string) => `Ngoài khung: ${names}`,
  otherKpis: 'Các chỉ số khác của xã', kpiColumn: 'chỉ số', onlyProvinces: 'Chỉ số này do tỉnh báo; không có số của từng xã.',
}

/** The same words in English. */
export const mapEn: typeof mapVi = {
  indicator: (position) => `Indicator ${position}`,
  legend: 'On the map', provinces: 'provinces', communes: 'communes', notReporting: 'not reporting', noData: 'no data',
  rootApart: (root, value) => `${root} ${value}: not counted above`, nationwide: 'Nationwide', wholeProvince: 'Whole province',
  communeNote: 'Communes worse than their province are painted too.',
  worstProvinces: 'Provinces: worst first', worstCommunes: 'Communes: worst first', allFine: 'none is abnormal', noFigures: 'No figures of this indicator yet.',
  columns: { unit: 'unit', now: 'now', gap: 'against its line' }, more: (n) => `${n} more ${plural('unit', Number(n))}`,
  focus: 'In focus', next: (s) => `next in ${s} s`,
  reasons: {
    warning_open: 'a serious warning nobody has taken', warning_taken: 'a serious warning, taken by somebody',
    worst: 'worst of the country in this indicator', bad: (rank) => `number ${rank} from the bottom in this indicator`, lowest: 'no province is abnormal; this one is nearest to its line',
  },
  noFocus: 'No figures yet to choose a province in focus.', outside: (names) => `Outside the frame: ${names}`,
  otherKpis: 'Other indicators of the commune', kpiColumn: 'indicator', onlyProvinces: 'Provinces report this indicator; there are no figures by commune.',
}
