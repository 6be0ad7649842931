/** Words of the rotation and of the keys on the wall, Vietnamese first. Values with gaps are functions whose arguments are already formatted. */

/** The words in Vietnamese. */
export const showVi = {
  hint: '← → cảnh · ↑ ↓ chỉ số · dấu cách giữ · 1–9 chọn cảnh · ? các phím',
  position: (n: string, of: string) => `${n}/${of}`, next: (scene: string) => `tiếp theo: ${scene}`, held: 'ĐANG GIỮ', away: 'sẽ trở lại trình chiếu',
  interrupted: (s: string) => `mới, trở lại sau ${s} giây`, gone: 'danh sách đã xóa → mặc định', nothing: 'không có cảnh cho đơn vị này',
  unread: 'chưa đọc được, đang thử lại',
  noScene: (id: string) => `Không có cảnh «${id}»; đang dùng trình chiếu hoặc cảnh mặc định.`, noList: (id: string) => `Không có danh sách «${id}»; đang dùng danh sách mặc định.`,
  list: (name: string) => `Trình chiếu: ${name}`, help: 'Các phím', close: 'Esc, H hoặc ?: đóng',
  keys: {
    step: 'cảnh trước, cảnh sau', kpi: 'chỉ số trước, chỉ số sau (ở cảnh xem một chỉ số)', number: 'đến cảnh thứ 1–9', home: 'cảnh đầu', hold: 'giữ, cho chạy tiếp',
    open: 'mở đơn vị đang chọn', back: 'quay lại, ra khỏi toàn màn hình', full: 'toàn màn hình', gauges: 'thanh ngang, mặt số (Tổng quan)', language: 'tiếng Anh, tiếng Việt', help: 'mở, đóng bảng này',
  },
  keyNames: { space: 'dấu cách', play: 'phát/dừng', before: 'bài trước', after: 'bài sau' },
}

/** All words of one language. */
export type ShowWords = typeof showVi

/** See `showVi`. */
export const showEn: ShowWords = {
  hint: '← → scene · ↑ ↓ indicator · space holds · 1–9 choose a scene · ? the keys',
  position: (n, of) => `${n}/${of}`, next: (scene) => `next: ${scene}`, held: 'HELD', away: 'will return to the play-list',
  interrupted: (s) => `new, back in ${s} s`, gone: 'list removed → default one', nothing: 'no scene for this unit',
  unread: 'list not read, retrying',
  noScene: (id) => `There is no scene “${id}”; the default play-list or scene is shown.`, noList: (id) => `There is no play-list “${id}”; the default one runs.`,
  list: (name) => `Play-list: ${name}`, help: 'Keys', close: 'Esc, H or ?: close',
  keys: {
    step: 'scene before, scene after', kpi: 'indicator before, after (in scenes of one indicator)', number: 'to scene 1–9', home: 'first scene', hold: 'hold, go on',
    open: 'open the chosen unit', back: 'back, leave full screen', full: 'full screen', gauges: 'bars, dials (Overview)', language: 'Vietnamese, English', help: 'open, close this panel',
  },
  keyNames: { space: 'space', play: 'play/pause', before: 'previous track', after: 'next track' },
}
