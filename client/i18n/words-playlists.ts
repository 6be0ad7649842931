/** Words of the desk's pages about play-lists, Vietnamese first. Values with gaps are functions whose arguments are already formatted. */

/** The words in Vietnamese. */
export const playlistsVi = {
  title: 'Danh sách trình chiếu', lead: 'Màn hình lớn lần lượt chiếu các cảnh của một danh sách. Màn hình mở ở địa chỉ gốc chiếu danh sách mặc định; màn hình đang chiếu theo ngay bản vừa lưu, không cần tải lại.',
  add: 'Thêm danh sách', most: (n: string) => `Đơn vị đã có ${n} danh sách, nhiều nhất được phép: sửa hoặc xóa một danh sách cũ.`, none: 'Đơn vị chưa có danh sách riêng; màn hình chiếu danh sách mặc định.', noneDo: 'Thêm danh sách, hoặc nhân bản danh sách mặc định rồi sửa.',
  columns: { name: 'danh sách', scenes: 'các cảnh', length: 'một vòng', interrupt: 'cảnh báo chen', changed: 'sửa lần cuối', acts: 'việc' },
  builtIn: 'mặc định', show: 'mở trên màn hình', showOf: (name: string) => `mở ${name} trên màn hình, trong thẻ mới`, duplicate: 'nhân bản', duplicateOf: (name: string) => `nhân bản ${name}`, remove: 'xóa', removeOf: (name: string) => `xóa ${name}`,
  confirmRemove: (name: string) => `Xóa danh sách “${name}”? Màn hình đang chiếu nó sẽ chuyển sang danh sách mặc định.`, removed: (name: string) => `Đã xóa danh sách “${name}”.`, undoNote: 'Hoàn tác xóa',
  interruptOn: (s: string) => `${s} giây`, interruptOff: 'không', copyOf: (name: string) => `${name} (bản sao)`,
  newTitle: 'Danh sách mới', back: '‹ Các danh sách', sections: { name: 'Tên', items: 'Các cảnh, theo thứ tự chiếu', save: 'Lưu', interrupt: 'Cảnh báo mới' },
  nameVi: 'Tên tiếng Việt', nameEn: 'Tên tiếng Anh', nameKept: 'danh sách mặc định giữ nguyên tên',
  item: { number: 'thứ tự', scene: 'cảnh', dwell: 'giây', root: 'đơn vị', kpi: 'chỉ số', acts: 'sắp xếp' }, dwellHint: (least: string, most: string) => `${least}–${most} giây`,
  rootNone: 'theo màn hình', kpiNone: 'cảnh tự chọn', kpiNever: 'cảnh không xem riêng một chỉ số', rootNever: 'dùng ở mọi đơn vị', itemOf: (n: string, scene: string) => `mục ${n}, ${scene}`,
  up: 'lên', down: 'xuống', drop: 'bỏ', copy: 'thêm bản sao ngay dưới', moved: (n: string, scene: string) => `${scene} nay là mục ${n}.`, dropped: (scene: string) => `Đã bỏ ${scene}.`, addItem: 'Thêm cảnh', addItemMost: (n: string) => `Đã đủ ${n} cảnh, nhiều nhất được phép.`, moveHint: 'Alt + ↑ ↓ dời dòng đang đứng',
  total: (length: string, n: string) => `Một vòng: ${length}, ${n} cảnh`, totalNone: 'Một vòng: điền số giây để tính', lengths: { hours: 'giờ', minutes: 'phút', seconds: 'giây' },
  interrupt: 'Cảnh báo mức nguy cơ vừa mở được chen vào một lần', interruptHint: 'màn hình sang cảnh Cảnh báo rồi trở lại chỗ cũ; không chen khi đang giữ', holdS: 'Chen trong bao nhiêu giây',
  note: 'Vì sao sửa', noteHint: 'ghi vào lịch sử', save: 'Lưu danh sách', create: 'Tạo danh sách', saved: 'Đã lưu; màn hình đang chiếu theo bản mới trong vài giây.', createdDone: 'Đã tạo danh sách.', unsaved: 'có thay đổi chưa lưu', same: 'chưa sửa gì', revert: 'Bỏ thay đổi', leave: 'Thay đổi chưa lưu sẽ mất. Rời trang?',
  saveFirst: 'lưu rồi mới mở được bản này', problems: 'Chỗ phải sửa', problemOf: (n: string, why: string) => `Mục ${n}: ${why}`, builtInOnly: 'Danh sách mặc định do Trung ương sửa. Nhân bản nó rồi sửa bản của đơn vị.', gone: 'Danh sách này đã bị xóa trong lúc bạn xem.', changeItem: (n: string, scene: string, dwell: string) => `${n}. ${scene} ${dwell} giây`,
}

/** All words of one language. */
export type PlaylistsWords = typeof playlistsVi

/** See `playlistsVi`. */
export const playlistsEn: PlaylistsWords = {
  title: 'Play-lists', lead: 'A wall shows the scenes of a play-list in turn. A wall opened at the root address shows the default one; a wall that runs follows what was saved at once, without a reload.',
  add: 'Add a play-list', most: (n) => `The unit has ${n} play-lists, the most allowed: change or remove one.`, none: 'The unit has no play-list of its own; walls show the default one.', noneDo: 'Add one, or duplicate the default one and edit it.',
  columns: { name: 'play-list', scenes: 'scenes', length: 'one round', interrupt: 'warning interrupts', changed: 'last changed', acts: 'do' },
  builtIn: 'default', show: 'open on a wall', showOf: (name) => `open ${name} on a wall, in a new tab`, duplicate: 'duplicate', duplicateOf: (name) => `duplicate ${name}`, remove: 'remove', removeOf: (name) => `remove ${name}`,
  confirmRemove: (name) => `Remove the play-list “${name}”? Walls that show it go on with the default one.`, removed: (name) => `The play-list “${name}” was removed.`, undoNote: 'Removal undone',
  interruptOn: (s) => `${s} s`, interruptOff: 'no', copyOf: (name) => `${name} (copy)`,
  newTitle: 'New play-list', back: '‹ Play-lists', sections: { name: 'Name', items: 'Scenes, in the order they are shown', save: 'Save', interrupt: 'New warnings' },
  nameVi: 'Vietnamese name', nameEn: 'English name', nameKept: 'the default play-list keeps its name',
  item: { number: 'place', scene: 'scene', dwell: 'seconds', root: 'unit', kpi: 'indicator', acts: 'arrange' }, dwellHint: (least, most) => `${least}–${most} seconds`,
  rootNone: 'as the wall', kpiNone: 'the scene chooses', kpiNever: 'the scene shows no single indicator', rootNever: 'serves every unit', itemOf: (n, scene) => `item ${n}, ${scene}`,
  up: 'up', down: 'down', drop: 'drop', copy: 'add a copy below', moved: (n, scene) => `${scene} is item ${n} now.`, dropped: (scene) => `${scene} was dropped.`, addItem: 'Add a scene', addItemMost: (n) => `There are ${n} scenes, the most allowed.`, moveHint: 'Alt + ↑ ↓ moves the row you are in',
  total: (length, n) => `One round: ${length}, ${n} scenes`, totalNone: 'One round: fill in the seconds', lengths: { hours: 'h', minutes: 'min', seconds: 's' },
  interrupt: 'A new warning at risk may interrupt once', interruptHint: 'the wall goes to Warnings, then back to where it was; never while it is held', holdS: 'Seconds it interrupts',
  note: 'Why', noteHint: 'kept in the history', save: 'Save the play-list', create: 'Create the play-list', saved: 'Saved; running walls follow within seconds.', createdDone: 'The play-list was created.', unsaved: 'unsaved changes', same: 'nothing changed', revert: 'Discard changes', leave: 'Unsaved changes will be lost. Leave?',
  saveFirst: 'save it to open this version', problems: 'To mend', problemOf: (n, why) => `Item ${n}: ${why}`, builtInOnly: 'The centre edits the default play-list. Duplicate it and edit your own copy.', gone: 'This play-list was removed while you looked at it.', changeItem: (n, scene, dwell) => `${n}. ${scene} ${dwell} s`,
}
