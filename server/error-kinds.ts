/** The kinds of server/errors.ts: code → HTTP status, title, message in Vietnamese and English with what to do. */

/** One kind of refusal. `{names}` in the messages are filled from the error's params. */
export interface ErrorKind {
  readonly status: number
  readonly title: string
  readonly vi: string
  readonly en: string
}

const access = {
  key_required: {
    status: 401, title: 'Thiếu khóa',
    vi: 'Cửa này cần khóa. Gửi kèm tiêu đề Authorization: Bearer <khóa>; tạo khóa bằng npm run key -- create.',
    en: 'This door needs a key. Send the header Authorization: Bearer <key>; make one with npm run key -- create.',
  },
  key_invalid: {
    status: 401, title: 'Khóa không dùng được',
    vi: 'Khóa không đúng, đã hết hạn hoặc đã bị thu hồi. Kiểm tra tiêu đề Authorization: Bearer <khóa> hoặc xin khóa mới.',
    en: 'The key is wrong, expired or revoked. Check the header Authorization: Bearer <key> or ask for a new key.',
  },
  key_role: {
    status: 403, title: 'Khóa chỉ được đọc',
    vi: 'Khóa này chỉ được đọc. Dùng khóa có quyền báo cáo (--role report) của đơn vị.',
    en: 'This key may only read. Use a key of the unit that may report (--role report).',
  },
  rate_limited: {
    status: 429, title: 'Gửi quá nhanh',
    vi: 'Đơn vị đã gọi quá nhiều lần. Chờ số giây trong tiêu đề Retry-After rồi gửi lại; gộp nhiều số liệu vào một lần gửi.',
    en: 'The unit has called too often. Wait the seconds in the header Retry-After, then send again; put more readings into one call.',
  },
  unit_unavailable: {
    status: 404, title: 'Không có đơn vị này',
    vi: 'Không có đơn vị này trong phạm vi được xem. Kiểm tra mã đơn vị.',
    en: 'There is no such unit in your scope. Check the unit code.',
  },
  task_unavailable: {
    status: 404, title: 'Không có nhiệm vụ này',
    vi: 'Không có nhiệm vụ này trong phạm vi được báo cáo. Kiểm tra mã nhiệm vụ.',
    en: 'There is no such task in your scope. Check the task id.',
  },
  operate_role: {
    status: 403, title: 'Khóa không được điều hành',
    vi: 'Khóa này không được sửa kịch bản, cảnh báo, nhiệm vụ hay trình chiếu. Dùng khóa có quyền điều hành (--role operate) của đơn vị.',
    en: 'This key may not change rules, warnings, tasks or play-lists. Use a key of the unit that may operate (--role operate).',
  },
  rule_unavailable: {
    status: 404, title: 'Không có kịch bản này',
    vi: 'Không có kịch bản này trong phạm vi được xem. Kiểm tra mã kịch bản.',
    en: 'There is no such rule in your scope. Check the rule id.',
  },
  playlist_unavailable: {
    status: 404, title: 'Không có danh sách trình chiếu này',
    vi: 'Không có danh sách trình chiếu này trong đơn vị của bạn. Xem các danh sách tại /api/v1/playlists.',
    en: 'Your unit has no such play-list. See its play-lists at /api/v1/playlists.',
  },
  warning_unavailable: {
    status: 404, title: 'Không có cảnh báo này',
    vi: 'Không có cảnh báo này trong phạm vi được xem. Kiểm tra mã cảnh báo.',
    en: 'There is no such warning in your scope. Check the warning id.',
  },
  wall_unavailable: {
    status: 404, title: 'Không có màn hình này',
    vi: 'Không có màn hình này trong phạm vi được xem. Xem danh sách ở /api/v1/walls.',
    en: 'There is no such wall in your scope. See the list at /api/v1/walls.',
  },
  rehearsal_unavailable: {
    status: 404, title: 'Không có lần diễn tập này',
    vi: 'Không có lần diễn tập này, hoặc nó đã hết hạn giữ. Chạy diễn tập lại.',
    en: 'There is no such rehearsal, or it is no longer kept. Rehearse again.',
  },
  obligation_unavailable: {
    status: 404, title: 'Không có chế độ báo cáo này',
    vi: 'Không có chế độ báo cáo này trong phạm vi được xem. Xem danh sách tại /api/v1/obligations.',
    en: 'There is no such reporting duty in your scope. See the list at /api/v1/obligations.',
  },
  kpi_unknown: {
    status: 404, title: 'Không có chỉ tiêu này',
    vi: 'Không có chỉ tiêu này trong danh mục. Xem danh mục tại /api/v1/kpis.',
    en: 'The catalogue has no such KPI. See the catalogue at /api/v1/kpis.',
  },
} as const satisfies Record<string, ErrorKind>

const question = {
  unknown_parameter: {
    status: 400, title: 'Tham số lạ',
    vi: 'Địa chỉ có tham số không được biết. Bỏ tham số đó; xem các tham số tại /api/openapi.json.',
    en: 'The address has an unknown parameter. Leave it out; see the parameters at /api/openapi.json.',
  },
  parameter_missing: {
    status: 400, title: 'Thiếu tham số',
    vi: 'Thiếu một tham số bắt buộc. Thêm tham số đó; xem các tham số tại /api/openapi.json.',
    en: 'A required parameter is missing. Add it; see the parameters at /api/openapi.json.',
  },
  parameter_invalid: {
    status: 400, title: 'Tham số sai',
    vi: 'Giá trị của tham số không đúng dạng hoặc ngoài giới hạn. Xem dạng và giới hạn tại /api/openapi.json.',
    en: 'The value of the parameter has a wrong form or is out of bounds. See form and bounds at /api/openapi.json.',
  },
  range_reversed: {
    status: 400, title: 'Khoảng thời gian bị ngược',
    vi: 'Thời điểm đầu phải trước thời điểm cuối. Đổi from và to.',
    en: 'The start must lie before the end. Swap from and to.',
  },
  range_too_long: {
    status: 400, title: 'Khoảng thời gian quá dài',
    vi: 'Khoảng này có hơn 800 điểm hoặc phải đọc quá nhiều số liệu. Rút ngắn khoảng hoặc chọn bước (grain) lớn hơn.',
    en: 'This range has more than 800 points or needs too many readings. Shorten the range or choose a coarser grain.',
  },
  grain_unknown: {
    status: 400, title: 'Bước thời gian lạ',
    vi: 'Bước thời gian (grain) phải là hour, day hoặc month.',
    en: 'The grain must be hour, day or month.',
  },
  at_in_future: {
    status: 400, title: 'Thời điểm ở tương lai',
    vi: 'Thời điểm hỏi ở tương lai quá 5 phút. Chọn thời điểm không sau hiện tại.',
    en: 'The instant asked for lies more than 5 minutes in the future. Choose one not after now.',
  },
  at_too_old: {
    status: 400, title: 'Thời điểm quá xa',
    vi: 'Thời điểm hỏi trước ngày 01/01/2020. Chọn thời điểm từ ngày đó trở đi.',
    en: 'The instant asked for lies before 1 January 2020. Choose one from that day on.',
  },
  known_expired: {
    status: 400, title: 'Không còn biết được lúc đó',
    vi: 'Chỉ tiêu đường truyền chỉ giữ lịch sử nhận trong 7 ngày. Bỏ tham số known hoặc chọn thời điểm trong 7 ngày qua.',
    en: 'Availability KPIs keep what was known when for 7 days only. Leave out known or choose an instant within the last 7 days.',
  },
  window: {
    status: 400, title: 'Ngoài cửa sổ số liệu',
    vi: 'Khoảng thời gian hỏi nằm ngoài cửa sổ số liệu còn giữ. Chọn khoảng gần hơn.',
    en: 'The range asked for lies outside the data that is kept. Choose a more recent one.',
  },
} as const satisfies Record<string, ErrorKind>

const body = {
  body_empty: {
    status: 400, title: 'Không có số liệu',
    vi: 'Nội dung gửi không có số liệu nào. Gửi một mảng JSON hoặc NDJSON có ít nhất một số liệu.',
    en: 'The body has no reading. Send a JSON array or NDJSON with at least one reading.',
  },
  json_broken: {
    status: 400, title: 'JSON hỏng',
    vi: 'Nội dung không phải JSON đúng, hỏng ở ký tự thứ {position}. Không có số liệu nào được ghi; sửa rồi gửi lại.',
    en: 'The body is not valid JSON; it breaks at character {position}. Nothing was stored; mend it and send again.',
  },
  edited_meanwhile: {
    status: 409, title: 'Đã có người sửa trước',
    vi: 'Trong lúc đó đã có thay đổi khác. Tải lại, xem thay đổi rồi sửa tiếp; không có gì bị ghi đè.',
    en: 'Something was changed meanwhile. Load it again, look at the change, then edit; nothing was overwritten.',
  },
  field_invalid: {
    status: 400, title: 'Một trường không hợp lệ',
    vi: 'Trường {field} không hợp lệ: {whyVi}. Không có gì được ghi.',
    en: 'The field {field} is not valid: {whyEn}. Nothing was stored.',
  },
  act_impossible: {
    status: 409, title: 'Không làm được lúc này',
    vi: 'Không thực hiện được thao tác này ở trạng thái hiện nay: {whyVi}.',
    en: 'This cannot be done in the present state: {whyEn}.',
  },
  rule_fires_on_everything: {
    status: 409, title: 'Kịch bản báo về mọi thứ',
    vi: 'Ngay bây giờ điều kiện đúng với {pairs}/{of} ({percent} %) số liệu được xét: kịch bản báo về mọi thứ không bật được. Đổi ngưỡng, thu hẹp phạm vi, hoặc lưu ở trạng thái tắt. Không có gì được ghi.',
    en: 'Right now the condition holds of {pairs} of {of} ({percent} %) figures looked at: a rule that fires on everything cannot be on. Change the limit, narrow it, or save it switched off. Nothing was stored.',
  },
  rule_over_budget: {
    status: 409, title: 'Bật sẽ mở quá nhiều cảnh báo',
    vi: 'Bật lúc này sẽ mở ngay {warnings} cảnh báo ({units} đơn vị), quá mức {budget}. Thu hẹp kịch bản, lưu ở trạng thái tắt, hoặc xác nhận bằng trường "confirm" với hai con số này. Không có gì được ghi.',
    en: 'Switched on now it opens {warnings} warnings ({units} units) at once, above {budget}. Narrow the rule, save it switched off, or confirm by the field "confirm" with these two numbers. Nothing was stored.',
  },
  body_invalid: {
    status: 400, title: 'Nội dung sai dạng',
    vi: 'Nội dung gửi không đúng dạng. Xem dạng tại /api/openapi.json.',
    en: 'The body does not have the right shape. See the shape at /api/openapi.json.',
  },
  body_too_large: {
    status: 413, title: 'Nội dung quá lớn',
    vi: 'Nội dung lớn hơn {max} byte. Không có số liệu nào được ghi; chia nhỏ rồi gửi lại.',
    en: 'The body is larger than {max} bytes. Nothing was stored; split it and send again.',
  },
  too_many_readings: {
    status: 413, title: 'Quá nhiều số liệu',
    vi: 'Một lần gửi tối đa {max} số liệu. Không có số liệu nào được ghi; chia nhỏ rồi gửi lại.',
    en: 'A call takes at most {max} readings. Nothing was stored; split it and send again.',
  },
  too_many_events: {
    status: 413, title: 'Quá nhiều sự kiện',
    vi: 'Một lần gửi tối đa {max} sự kiện nhiệm vụ. Không có gì được ghi; chia nhỏ rồi gửi lại.',
    en: 'A call takes at most {max} task events. Nothing was stored; split it and send again.',
  },
  media_type_unsupported: {
    status: 415, title: 'Kiểu nội dung không nhận',
    vi: 'Kiểu nội dung không nhận. Gửi Content-Type: application/json hoặc application/x-ndjson.',
    en: 'This content type is not taken. Send Content-Type: application/json or application/x-ndjson.',
  },
  encoding_unsupported: {
    status: 415, title: 'Nội dung nén không nhận',
    vi: 'Nội dung nén không nhận. Gửi không nén (bỏ tiêu đề Content-Encoding).',
    en: 'A compressed body is not taken. Send it uncompressed (no Content-Encoding header).',
  },
} as const satisfies Record<string, ErrorKind>

const door = {
  route_unknown: {
    status: 404, title: 'Không có địa chỉ này',
    vi: 'Không có gì ở địa chỉ này. Xem các cửa tại /api/openapi.json.',
    en: 'There is nothing at this address. See the doors at /api/openapi.json.',
  },
  method_not_allowed: {
    status: 405, title: 'Phương thức không nhận',
    vi: 'Địa chỉ này không nhận phương thức đó. Dùng phương thức trong tiêu đề Allow.',
    en: 'This address does not take that method. Use one in the header Allow.',
  },
  path_odd: {
    status: 400, title: 'Địa chỉ bất thường',
    vi: 'Địa chỉ có ký tự hoặc đoạn không được nhận (//, .., \\, ký tự mã hóa). Sửa địa chỉ.',
    en: 'The address has characters or segments that are refused (//, .., \\, encoded ones). Mend the address.',
  },
  request_malformed: {
    status: 400, title: 'Yêu cầu hỏng',
    vi: 'Yêu cầu HTTP hỏng hoặc quá giới hạn. Kiểm tra chương trình gửi.',
    en: 'The HTTP request is malformed or beyond its bounds. Check the sending program.',
  },
  request_slow: {
    status: 408, title: 'Gửi quá chậm',
    vi: 'Yêu cầu đến quá chậm và bị bỏ. Kiểm tra đường truyền rồi gửi lại.',
    en: 'The request came too slowly and was dropped. Check the line, then send again.',
  },
  headers_too_large: {
    status: 431, title: 'Tiêu đề quá lớn',
    vi: 'Tiêu đề của yêu cầu quá lớn. Bớt tiêu đề rồi gửi lại.',
    en: 'The headers of the request are too large. Send fewer.',
  },
  host_unknown: {
    status: 421, title: 'Sai tên máy chủ',
    vi: 'Khi chưa có tài khoản, Tháp chỉ trả lời trên chính máy này. Dùng http://127.0.0.1 hoặc http://localhost.',
    en: 'Until accounts are built, Tháp answers on this machine only. Use http://127.0.0.1 or http://localhost.',
  },
  cross_site: {
    status: 403, title: 'Yêu cầu từ trang khác',
    vi: 'Yêu cầu ghi đến từ một trang web khác và bị từ chối. Gọi từ chính ứng dụng hoặc từ chương trình.',
    en: 'A writing request came from another web site and is refused. Call from the application itself or from a program.',
  },
  client_missing: {
    status: 503, title: 'Chưa dựng giao diện',
    vi: 'Giao diện chưa được dựng. Chạy npm run build rồi tải lại trang.',
    en: 'The screens have not been built. Run npm run build, then load the page again.',
  },
} as const satisfies Record<string, ErrorKind>

const server = {
  not_ready: {
    status: 503, title: 'Chưa sẵn sàng',
    vi: 'Máy chủ đang dựng lại số liệu. Thử lại sau số giây trong tiêu đề Retry-After.',
    en: 'The server is rebuilding its figures. Try again after the seconds in the header Retry-After.',
  },
  history_busy: {
    status: 503, title: 'Đang tra cứu quá nhiều',
    vi: 'Máy chủ đang trả lời quá nhiều câu hỏi về quá khứ. Chờ số giây trong tiêu đề Retry-After rồi hỏi lại.',
    en: 'The server is answering too many questions about the past. Wait the seconds in the header Retry-After, then ask again.',
  },
  rehearsal_busy: {
    status: 503, title: 'Đang diễn tập quá nhiều',
    vi: 'Máy chủ đang diễn tập đủ số kịch bản cho phép. Chờ số giây trong tiêu đề Retry-After rồi diễn tập lại.',
    en: 'The server is rehearsing as many rules as it may. Wait the seconds in the header Retry-After, then rehearse again.',
  },
  log_busy: {
    status: 503, title: 'Đang quá tải',
    vi: 'Nhật ký số liệu đang quá tải; chưa ghi gì. Gửi lại nguyên lần gửi này sau số giây trong tiêu đề Retry-After.',
    en: 'The log is overloaded; nothing was stored. Send this same call again after the seconds in the header Retry-After.',
  },
  log_closed: {
    status: 503, title: 'Đang dừng',
    vi: 'Máy chủ đang dừng; chưa ghi gì. Gửi lại nguyên lần gửi này sau số giây trong tiêu đề Retry-After.',
    en: 'The server is stopping; nothing was stored. Send this same call again after the seconds in the header Retry-After.',
  },
  log_full: {
    status: 507, title: 'Hết chỗ ghi',
    vi: 'Ổ đĩa của máy chủ đã đầy; chưa ghi gì. Báo quản trị giải phóng chỗ, rồi gửi lại nguyên lần gửi này.',
    en: 'The server\'s disk is full; nothing was stored. Tell the administrator to free space, then send this same call again.',
  },
  internal: {
    status: 500, title: 'Lỗi máy chủ',
    vi: 'Máy chủ gặp lỗi khi trả lời. Thử lại; nếu còn lỗi, báo quản trị xem nhật ký máy chủ.',
    en: 'The server failed to answer. Try again; if it fails again, ask the administrator to look into the server\'s log.',
  },
} as const satisfies Record<string, ErrorKind>

/** Every kind of refusal, by its stable code. */
export const errorKinds = { ...access, ...question, ...body, ...door, ...server } satisfies Record<string, ErrorKind>

/** A stable code of a refusal. */
export type ErrorCode = keyof typeof errorKinds
