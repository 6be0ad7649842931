/** Words of the desk's page *Màn hình* (the fleet of walls), Vietnamese first. Texts with gaps are functions whose arguments are already formatted. */

/** The words in Vietnamese. */
export const wallsVi = {
  title: 'Dàn màn hình', lead: 'Màn hình nào đang treo, đang hiện gì, có khỏe không. Lệnh ở đây được ghi lại: ai, lúc nào.',
  none: 'Chưa có màn hình nào báo về.', noneDo: 'Mở /wall?wall=ten-man-hinh trên máy của màn hình; nó tự có tên ở đây trong vài giây.',
  columns: { wall: 'màn hình', state: 'kết nối', shows: 'đang hiện', page: 'máy và trang', health: 'sức khỏe', acts: 'lệnh' },
  linked: 'đã kết nối', away: (age: string) => `mất từ ${age} trước`, never: 'chưa từng nghe', twice: (n: string) => `${n} trang cùng tên`,
  scenes: {
    overview: 'Tổng quan', pyramid: 'Kim tự tháp', map: 'Bản đồ', matrix: 'Ma trận', warnings: 'Cảnh báo', tasks: 'Nhiệm vụ', lines: 'Hạ tầng', reports: 'Đường đua báo cáo', groups: 'Ba nhóm nghiệp vụ',
  } as Record<string, string>,
  held: 'đang giữ', blank: 'đang tắt theo lệnh', kept: 'ảnh chụp cũ', list: (id: string) => `danh sách ${id}`, oldBuild: 'bản cũ, sẽ tự tải lại', build: (id: string) => `bản ${id}`,
  size: (w: string, h: string) => `${w} × ${h}`, frame: (fps: string, ms: string) => `${fps} hình/giây (${ms} ms mỗi hình)`, frameNone: 'chưa rõ nhịp vẽ', heap: (mb: string) => `bộ nhớ ${mb} MB`, heapNone: 'không rõ bộ nhớ',
  faults: (n: string) => `lỗi: ${n}`, openings: (n: string) => `mở lại ${n} lần trong 24 giờ`, openedOnce: 'không mở lại trong 24 giờ',
  kioskNone: 'không có kiosk trông', kioskCalm: (since: string) => `kiosk: không phải phục hồi ${since}`, kiosk: (n: string, since: string, last: string, why: string) => `kiosk: phục hồi ${n} lần ${since}, lần cuối ${last} – ${why}`,
  kioskDay: 'trong 24 giờ', kioskSince: (at: string) => `từ ${at} (lúc bắt đầu trông)`,
  kioskReasons: { tab_crashed: 'tab chết', no_frames: 'đứng hình', no_first_frame: 'mở không lên hình', browser_ended: 'trình duyệt tắt' }, dimmed: (schedule: string) => `giảm sáng ${schedule} %`, seq: (n: string) => `số liệu đủ đến bản ghi ${n}`,
  acts: { identify: 'Tự xưng', reload: 'Tải lại', blank: 'Tắt hình', light: 'Bật hình', show: 'Chuyển cảnh…' },
  done: (act: string, wall: string) => `${act}: ${wall} đã làm.`, sent: (act: string, wall: string) => `${act}: đã gửi, ${wall} chưa báo đã làm.`,
  waiting: (act: string, wall: string) => `${act}: ${wall} đang mất kết nối. Tắt, bật và chuyển cảnh được giữ lại đến khi nó nối lại; tự xưng và tải lại thì không.`,
  showTitle: (wall: string) => `Chuyển cảnh của ${wall}`, scene: 'Cảnh', sceneAny: 'theo danh sách phát', root: 'Gốc', rootHelp: 'bỏ trống: đơn vị của màn hình', kpi: 'Chỉ số', kpiAny: 'tự chuyển', playlist: 'Danh sách phát', playlistNone: 'không dùng',
  dim: 'Giảm sáng ban đêm', dimHelp: 'dạng 22:00-06:00/40: từ giờ, đến giờ, còn lại bao nhiêu phần trăm (20–90). Bỏ trống: không giảm.', dimWrong: 'Chưa đúng dạng 22:00-06:00/40: hai giờ phải khác nhau, còn lại 20–90 %.', send: 'Chuyển', cancel: 'Thôi',
  proofTitle: 'Lúc ấy màn hình hiện gì?', proofWall: 'Màn hình', proofDay: 'Ngày', proofTime: 'Giờ', timeHelp: 'giờ:phút hoặc giờ:phút:giây', dayWrong: 'Không có ngày này. Ngày viết như 30/11/2026.', timeWrong: 'Giờ viết như 09:12 hoặc 09:12:30.', ask: 'Xem',
  shown: (at: string, wall: string) => `${at}, ${wall} hiện:`, notHeard: (at: string, wall: string) => `${at}: không nghe thấy ${wall} và nó không kể lại gì, nên không khẳng định nó hiện gì.`,
  span: (from: string, until: string) => `từ ${from} đến ${until}`, before: 'Trước đó', after: 'Sau đó', proofFigures: (a: string, b: string) => `số liệu lúc đầu đủ đến bản ghi ${a}, lúc cuối đến ${b}`, told: (at: string) => `Máy chủ không nghe được lúc ấy; màn hình kể lại lúc ${at}. Giờ của đoạn này do nó ước theo đồng hồ máy chủ.`, droppedBefore: (n: string) => `Trước đó ${n} đoạn bị bỏ vì hết chỗ giữ.`, mayTell: 'Từ đó đến nay chưa nghe thấy lại: khi nối lại, màn hình sẽ kể nó đã hiện gì.', open: 'Mở cảnh ấy (số liệu hiện tại)',
  keptDays: (n: string) => `Lịch sử hiển thị giữ ${n} ngày.`, several: 'nhiều chỉ số',
}

/** All words of the page in one language. */
export type WallsWords = typeof wallsVi

/** The words in English. */
export const wallsEn: WallsWords = {
  title: 'Fleet of walls', lead: 'Which walls hang where, what they show, whether they are well. Commands given here are recorded: who and when.',
  none: 'No wall has reported yet.', noneDo: 'Open /wall?wall=name-of-the-wall on its machine; it is here within seconds.',
  columns: { wall: 'wall', state: 'link', shows: 'shows', page: 'machine and page', health: 'health', acts: 'commands' },
  linked: 'linked', away: (age) => `away for ${age}`, never: 'never heard', twice: (n) => `${n} pages of one name`,
  scenes: { overview: 'Overview', pyramid: 'Pyramid', map: 'Map', matrix: 'Matrix', warnings: 'Warnings', tasks: 'Tasks', lines: 'Infrastructure', reports: 'Reporting race', groups: 'Three business groups' },
  held: 'held', blank: 'dark by order', kept: 'an old picture', list: (id) => `play-list ${id}`, oldBuild: 'old build, will reload by itself', build: (id) => `build ${id}`,
  size: (w, h) => `${w} × ${h}`, frame: (fps, ms) => `${fps} frames/s (${ms} ms each)`, frameNone: 'frame rate unknown', heap: (mb) => `heap ${mb} MB`, heapNone: 'heap unknown',
  faults: (n) => `faults: ${n}`, openings: (n) => `opened anew ${n}× in 24 hours`, openedOnce: 'not opened anew in 24 hours',
  kioskNone: 'no kiosk watches it', kioskCalm: (since) => `kiosk: no recovery ${since}`, kiosk: (n, since, last, why) => `kiosk: ${n} ${n === '1' ? 'recovery' : 'recoveries'} ${since}, the last at ${last} – ${why}`,
  kioskDay: 'in 24 hours', kioskSince: (at) => `since ${at} (its start)`,
  kioskReasons: { tab_crashed: 'the tab died', no_frames: 'it stood still', no_first_frame: 'it opened without a picture', browser_ended: 'the browser ended' }, dimmed: (schedule) => `dimmed ${schedule} %`, seq: (n) => `figures complete up to record ${n}`,
  acts: { identify: 'Identify', reload: 'Reload', blank: 'Go dark', light: 'Light up', show: 'Show…' },
  done: (act, wall) => `${act}: ${wall} did it.`, sent: (act, wall) => `${act}: sent; ${wall} has not said that it did.`,
  waiting: (act, wall) => `${act}: ${wall} is away. Dark, light and show are kept until it is back; identify and reload are not.`,
  showTitle: (wall) => `What ${wall} shows`, scene: 'Scene', sceneAny: 'as the play-list says', root: 'Root', rootHelp: 'empty: the unit of the wall', kpi: 'Indicator', kpiAny: 'in turn', playlist: 'Play-list', playlistNone: 'none',
  dim: 'Darker at night', dimHelp: 'like 22:00-06:00/40: from, to, per cent of brightness that stays (20–90). Empty: never.', dimWrong: 'Not of the form 22:00-06:00/40: the two times must differ, with 20–90 %.', send: 'Show', cancel: 'Cancel',
  proofTitle: 'What was on the wall then?', proofWall: 'Wall', proofDay: 'Day', proofTime: 'Time', timeHelp: 'hours:minutes or hours:minutes:seconds', dayWrong: 'There is no such day. Write it like 30/11/2026.', timeWrong: 'Write the time like 09:12 or 09:12:30.', ask: 'Look',
  shown: (at, wall) => `${at}, ${wall} showed:`, notHeard: (at, wall) => `${at}: ${wall} was not heard and told nothing afterwards, so nothing is claimed.`,
  span: (from, until) => `from ${from} to ${until}`, before: 'Before', after: 'After', proofFigures: (a, b) => `figures complete up to record ${a} at first, ${b} at last`, told: (at) => `Not heard at the time; told afterwards by the wall, at ${at}. The times are its estimate of the server’s clock.`, droppedBefore: (n) => `Before that ${n} were dropped for want of room.`, mayTell: 'It has not been heard since: once it is linked again, the wall tells what it showed.', open: 'Open that scene (present figures)',
  keptDays: (n) => `What was shown is kept for ${n} days.`, several: 'several indicators',
}
