/**
 * The register of S2: 28 tasks of Điện Biên (appendix of the province's plan for 2026; one row carries no number).
 * Transcribed row by row; extraction typos mended. The appendix has no column for results: `resultVi` holds the measurable
 * result where the content states one, else it is empty. Each row's lead is the accountable office.
 */
import type { PlanTask } from '../task.ts'

const owner = '11'
const office = 'Văn phòng Tỉnh ủy'
const allAgencies = ['Các cơ quan Đảng từ cấp tỉnh đến cơ sở']
const system = ['Các cơ quan Đảng', 'các cơ quan trong hệ thống chính trị']
const contractors = ['Các cơ quan liên quan', 'nhà thầu']

const infrastructure = 'Phát triển hạ tầng số'
const applications = 'Ứng dụng số, dữ liệu số dùng chung'
const security = 'Bảo đảm an toàn thông tin mạng, an ninh mạng'
const inspection = 'Công tác kiểm tra, giám sát và tuyên truyền'
const training = 'Đào tạo, bồi dưỡng nguồn nhân lực số'

type Deadline = Pick<PlanTask, 'deadlineVi' | 'deadline'>
const standing: Deadline = { deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' } }
const roadmap: Deadline = { deadlineVi: 'Theo lộ trình của Trung ương', deadline: { kind: 'roadmap' } }
const byQuarter1: Deadline = { deadlineVi: 'Hoàn thành Quý I/2026', deadline: { kind: 'quarter', year: 2026, quarter: 1 } }
const byQuarter2: Deadline = { deadlineVi: 'Hoàn thành Quý II/2026', deadline: { kind: 'quarter', year: 2026, quarter: 2 } }
const byQuarter3: Deadline = { deadlineVi: 'Hoàn thành Quý III/2026', deadline: { kind: 'quarter', year: 2026, quarter: 3 } }
const byQuarter4: Deadline = { deadlineVi: 'Hoàn thành Quý IV/2026', deadline: { kind: 'quarter', year: 2026, quarter: 4 } }

type Common = Pick<PlanTask, 'owner' | 'groupVi' | 'leadVi' | 'supportVi' | 'accountableVi'>
const led = (groupVi: string, leadVi: string, supportVi: readonly string[]): Common =>
  ({ owner, groupVi, leadVi, supportVi, accountableVi: leadVi })

/** I. Phát triển hạ tầng số. */
const infrastructureTasks: readonly PlanTask[] = [
  {
    id: 's2-01', ...led(infrastructure, office, system), ...standing,
    contentVi: 'Bảo đảm kết nối mạng thông tin diện rộng của Đảng qua mạng truyền số liệu chuyên dùng trong các cơ quan đảng từ cấp tỉnh tới cấp xã đáp ứng các yêu cầu nghiệp vụ; kết nối liên thông với các cơ quan trong hệ thống chính trị.',
    shortVi: 'Bảo đảm kết nối mạng diện rộng của Đảng tới cấp xã', shortEn: 'Keep the Party’s wide-area network up to the communes',
    resultVi: '', kpi: 'network.coverage', source: { document: 'S2', section: 'PL.I.1' },
  },
  {
    id: 's2-02', ...led(infrastructure, office, system), ...standing,
    contentVi: 'Rà soát, bảo đảm bảo mật kênh truyền trong các cơ quan Đảng và các cơ quan trong hệ thống chính trị.',
    shortVi: 'Rà soát, bảo đảm bảo mật kênh truyền', shortEn: 'Review and secure the transmission channels',
    resultVi: '', kpi: 'network.secure', source: { document: 'S2', section: 'PL.I.2' },
  },
  {
    id: 's2-03', ...led(infrastructure, office, allAgencies), ...standing,
    contentVi: '100% cán bộ trong cơ quan đảng có thẩm quyền ký văn bản của cơ quan, đơn vị được trang bị chữ ký theo quy định. Tiếp tục trang bị chứng thư chữ ký số theo quy định cho cán bộ, công chức trong các cơ quan đảng có trách nhiệm xử lý văn bản trên mạng.',
    shortVi: 'Trang bị chữ ký số cho cán bộ có thẩm quyền ký', shortEn: 'Equip authorised officers with digital signatures',
    resultVi: '100% cán bộ trong cơ quan đảng có thẩm quyền ký văn bản của cơ quan, đơn vị được trang bị chữ ký theo quy định',
    kpi: 'esign.staff', source: { document: 'S2', section: 'PL.I.3' },
  },
  {
    id: 's2-04', ...led(infrastructure, office, allAgencies),
    deadlineVi: 'Hoàn thành 30/01/2026', deadline: { kind: 'day', day: '2026-01-30' },
    contentVi: 'Rà soát hệ thống hội nghị trực tuyến tại các xã, phường.',
    shortVi: 'Rà soát hội nghị trực tuyến tại xã, phường', shortEn: 'Review video conferencing in the communes',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.I.4' },
  },
  {
    id: 's2-05', ...led(infrastructure, office, allAgencies), ...byQuarter1,
    contentVi: 'Rà soát, tận dụng tối đa nguồn lực sẵn có, triển khai thực hiện phương án ưu tiên dùng chung hạ tầng tính toán và hạ tầng mạng sẵn có, tránh đầu tư dàn trải lãng phí.',
    shortVi: 'Dùng chung hạ tầng tính toán, hạ tầng mạng sẵn có', shortEn: 'Share existing computing and network resources',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.I.5' },
  },
  {
    id: 's2-06', ...led(infrastructure, office, allAgencies), ...byQuarter2,
    contentVi: 'Hoàn thiện hệ thống hội nghị trực tuyến có bảo mật tới cấp xã, phường.',
    shortVi: 'Hội nghị trực tuyến có bảo mật tới xã, phường', shortEn: 'Secure video conferencing down to the communes',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.I.6' },
  },
  {
    id: 's2-07', ...led(infrastructure, 'Sở Tài chính', allAgencies), ...byQuarter1,
    contentVi: 'Ưu tiên bố trí kinh phí đầu tư để trang bị đồng bộ hạ tầng kỹ thuật với băng thông rộng và các thiết bị đầu cuối phù hợp để tạo lập môi trường làm việc hiện đại, chuyên nghiệp cho cán bộ, đảng viên.',
    shortVi: 'Bố trí kinh phí hạ tầng kỹ thuật, thiết bị đầu cuối', shortEn: 'Fund infrastructure and end-user devices',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.I.7' },
  },
  {
    id: 's2-08', ...led(infrastructure, office, allAgencies), ...byQuarter3,
    contentVi: 'Trang cấp thiết bị công nghệ thông tin (thiết bị tường lửa, thiết bị chuyển mạch, đảm bảo 40% số trang thiết bị đầu cuối trong tổng số trang thiết bị được phê duyệt đầu tư) cho các cơ quan và người dùng trong các cơ quan đảng các cấp được trang bị thiết bị hiện đại, đồng bộ, đáp ứng yêu cầu sử dụng, bảo đảm an toàn, an ninh thông tin.',
    shortVi: 'Trang cấp thiết bị CNTT (40% thiết bị được phê duyệt)', shortEn: 'Supply IT equipment (40% of approved devices)',
    resultVi: '40% số trang thiết bị đầu cuối trong tổng số trang thiết bị được phê duyệt đầu tư',
    kpi: null, source: { document: 'S2', section: 'PL.I.8' },
  },
  {
    id: 's2-09', ...led(infrastructure, office, contractors), ...byQuarter3,
    contentVi: 'Bổ sung thiết bị phục vụ lưu trữ tài liệu số hóa tại Kho Lưu trữ Đảng bộ tỉnh.',
    shortVi: 'Bổ sung thiết bị lưu trữ tài liệu số hóa', shortEn: 'Add storage for digitised documents',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.I.9' },
  },
  {
    id: 's2-10', ...led(infrastructure, office, contractors), ...byQuarter3,
    contentVi: 'Trang bị máy tính bảng cho các đồng chí Ủy viên Ban Chấp hành Đảng bộ tỉnh, các đồng chí lãnh đạo Văn phòng Tỉnh ủy để xử lý văn bản trên môi trường mạng.',
    shortVi: 'Trang bị máy tính bảng để xử lý văn bản trên mạng', shortEn: 'Supply tablets for handling documents online',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.I.10' },
  },
]

/** II.1 Ứng dụng số and the rows on digitisation of II.2. */
const applicationTasks: readonly PlanTask[] = [
  {
    id: 's2-11', ...led(applications, office, allAgencies), ...roadmap,
    contentVi: 'Triển khai đồng bộ, thống nhất các ứng dụng số dùng chung cho toàn bộ các cơ quan đảng hướng đến văn phòng số không giấy tờ, làm việc trên môi trường số như: Quản lý văn bản điều hành và tác nghiệp; Sổ tay đảng viên; Thi đua khen thưởng; Quản lý đơn, thư khiếu nại, tố cáo; Quản lý hồ sơ công việc; Quản lý lịch công tác; Thư viện điện tử; Số hoá và quản lý tài liệu số hoá; Trợ lý ảo ứng dụng trí tuệ nhân tạo, dữ liệu lớn; các ứng dụng số phục vụ công tác chuyên môn, nghiệp vụ.',
    shortVi: 'Triển khai đồng bộ các ứng dụng số dùng chung', shortEn: 'Roll out the shared applications together',
    resultVi: '', kpi: 'platforms.adopted', source: { document: 'S2', section: 'PL.II.1.1' },
  },
  {
    id: 's2-12', ...led(applications, office, allAgencies), ...roadmap,
    contentVi: 'Triển khai hệ thống ứng dụng phục vụ công tác quản lý tài chính, tài sản của Đảng, bảo đảm quản lý thống nhất trong các cơ quan đảng trên môi trường số, có kết nối, chia sẻ dữ liệu với hệ thống tài chính, tài sản của các bộ, ngành, cơ quan liên quan.',
    shortVi: 'Triển khai hệ thống quản lý tài chính, tài sản của Đảng', shortEn: 'Roll out the finance and assets system',
    resultVi: '', kpi: 'platforms.adopted', source: { document: 'S2', section: 'PL.II.1.2' },
  },
  {
    id: 's2-13', ...led(applications, office, allAgencies),
    deadlineVi: 'Hoàn thành 30/6/2026', deadline: { kind: 'day', day: '2026-06-30' },
    contentVi: 'Các cơ quan Đảng từ tỉnh đến cơ sở thực hiện gửi, nhận, xử lý hồ sơ điện tử toàn trình và thực hiện dứt điểm công tác số hoá hồ sơ, tài liệu.',
    shortVi: 'Xử lý hồ sơ điện tử toàn trình, số hóa dứt điểm hồ sơ', shortEn: 'Handle files end to end online; finish digitising',
    resultVi: '', kpi: 'digitization.pages', source: { document: 'S2', section: 'PL.II.2.1' },
  },
  {
    id: 's2-14', ...led(applications, office, []), ...byQuarter4,
    contentVi: 'Rà soát, đánh giá, làm sạch dữ liệu đã số hoá; tiếp tục hoàn thiện công tác số hoá tài liệu và đưa vào sử dụng hiệu quả cơ sở dữ liệu chuyên ngành của các cơ quan đảng.',
    shortVi: 'Làm sạch dữ liệu đã số hóa, dùng CSDL chuyên ngành', shortEn: 'Clean digitised data; use the sector databases',
    resultVi: '', kpi: 'digitization.pages', source: { document: 'S2', section: 'PL.II.2.2' },
  },
  {
    id: 's2-15', ...led(applications, office, allAgencies), ...standing,
    contentVi: 'Hồ sơ, tài liệu không mật, hướng tới tất cả các tài liệu mật, tối mật của Đảng được số hóa và quản lý, sử dụng trên môi trường số.',
    shortVi: 'Số hóa, quản lý hồ sơ, tài liệu trên môi trường số', shortEn: 'Digitise and manage files and documents online',
    resultVi: '', kpi: 'digitization.pages', source: { document: 'S2', section: 'PL.II.2.3' },
  },
  {
    id: 's2-16', ...led(applications, office, contractors), ...byQuarter3,
    contentVi: 'Chỉnh lý, số hóa 30% (90.000 trang) văn bản, tài liệu của các cơ quan tổ chức cấp tỉnh, cấp huyện và cấp xã (tại Kho Lưu trữ lịch sử Đảng ở cấp tỉnh).',
    shortVi: 'Chỉnh lý, số hóa 30% (90.000 trang) tài liệu lưu trữ', shortEn: 'Digitise 30% (90,000 pages) of the archive',
    resultVi: '30% (90.000 trang) văn bản, tài liệu', kpi: 'digitization.pages', source: { document: 'S2', section: 'PL.II.2.4' },
  },
]

/** The rest of II.2 Dữ liệu số; its last row carries no number. */
const dataTasks: readonly PlanTask[] = [
  {
    id: 's2-17', ...led(applications, 'Ban Tổ chức Tỉnh ủy', [office]), ...roadmap,
    contentVi: 'Triển khai các ứng dụng số, cơ sở dữ liệu trong lĩnh vực tổ chức - xây dựng Đảng để phục vụ công tác tổ chức, xây dựng Đảng, xây dựng hệ thống chính trị; công tác tổ chức, cán bộ, đảng viên, bảo vệ chính trị nội bộ; triển khai cơ sở dữ liệu tổ chức bộ máy, biên chế, cán bộ, công chức, viên chức của hệ thống chính trị…',
    shortVi: 'Ứng dụng, CSDL lĩnh vực tổ chức - xây dựng Đảng', shortEn: 'Applications and data: organisation and staff',
    resultVi: '', kpi: 'staff.records', source: { document: 'S2', section: 'PL.II.2.5' },
  },
  {
    id: 's2-18', ...led(applications, 'UBKT Tỉnh ủy', [office]), ...roadmap,
    contentVi: 'Triển khai các ứng dụng số, cơ sở dữ liệu trong lĩnh vực kiểm tra, giám sát, kỷ luật đảng phục vụ công tác kiểm tra, giám sát và thi hành kỷ luật trong Đảng theo quy định của Điều lệ Đảng; tích hợp, liên thông, chia sẻ dữ liệu với các cơ quan nhà nước.',
    shortVi: 'Ứng dụng, CSDL lĩnh vực kiểm tra, giám sát, kỷ luật', shortEn: 'Applications and data: inspection and discipline',
    resultVi: '', kpi: 'cases.digital', source: { document: 'S2', section: 'PL.II.2.6' },
  },
  {
    id: 's2-19', ...led(applications, 'Ban Tuyên giáo và Dân vận Tỉnh ủy', [office]), ...roadmap,
    contentVi: 'Triển khai các ứng dụng số, cơ sở dữ liệu trong lĩnh vực công tác tuyên giáo và dân vận được thực hiện trên môi trường số; thông tin, dữ liệu, văn bản về các lĩnh vực trong công tác tuyên giáo được cung cấp chính thức, kịp thời.',
    shortVi: 'Ứng dụng, CSDL lĩnh vực tuyên giáo và dân vận', shortEn: 'Applications and data: communication, mass work',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.II.2.7' },
  },
  {
    id: 's2-20', ...led(applications, 'Ban Nội chính Tỉnh ủy', [office]), ...roadmap,
    contentVi: 'Triển khai các ứng dụng số, cơ sở dữ liệu trong lĩnh vực nội chính, cải cách tư pháp phục vụ triển khai các hoạt động thu thập, tổng hợp dữ liệu, báo cáo thống kê.',
    shortVi: 'Ứng dụng, CSDL lĩnh vực nội chính, cải cách tư pháp', shortEn: 'Applications and data: internal affairs, justice',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.II.2.8' },
  },
  {
    id: 's2-21', ...led(applications, office, allAgencies), ...roadmap,
    contentVi: 'Triển khai các ứng dụng số, cơ sở dữ liệu trong lĩnh vực kinh tế - xã hội phục vụ tham mưu trong việc định hướng xây dựng và hoàn thiện thể chế kinh tế.',
    shortVi: 'Ứng dụng, CSDL lĩnh vực kinh tế - xã hội', shortEn: 'Applications and data: economy and society',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.II.2.9' },
  },
  {
    id: 's2-22', ...led(applications, office, allAgencies), ...roadmap,
    contentVi: 'Triển khai các ứng dụng số, cơ sở dữ liệu lĩnh vực công tác văn phòng để đổi mới công tác tham mưu, tổng hợp, chuyên môn, nghiệp vụ.',
    shortVi: 'Ứng dụng, CSDL lĩnh vực công tác văn phòng', shortEn: 'Applications and data: office work',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.II.2.10' },
  },
  {
    id: 's2-23', ...led(applications, office, allAgencies), ...roadmap,
    contentVi: 'Công tác tổng hợp, báo cáo được thực hiện trên môi trường số.',
    shortVi: 'Tổng hợp, báo cáo trên môi trường số', shortEn: 'Compile and report digitally',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.II.2.11' },
  },
  {
    id: 's2-24', ...led(applications, office, allAgencies), ...standing,
    contentVi: '100% văn bản không mật được ký số, gửi, nhận, xử lý trên môi trường số.',
    shortVi: '100% văn bản không mật được ký số, xử lý số', shortEn: 'Sign and handle 100% of non-secret documents online',
    resultVi: '100% văn bản không mật được ký số, gửi, nhận, xử lý trên môi trường số',
    kpi: 'esign.documents', source: { document: 'S2', section: 'PL.II.2 (dòng không số)' },
  },
]

/** III–V: security, inspection and communication, training. */
const otherTasks: readonly PlanTask[] = [
  {
    id: 's2-25', ...led(security, office, allAgencies), ...standing,
    contentVi: 'Triển khai các giải pháp bảo mật của Ban Cơ yếu Chính phủ; sử dụng thiết bị lưu trữ bảo mật, các giải pháp mã hóa và bảo vệ quyền truy cập, bảo mật kênh truyền, bảo đảm an toàn việc trao đổi thông tin, gửi, nhận, lưu trữ, xử lý tài liệu bí mật nhà nước trên môi trường số ở các cấp ủy đảng.',
    shortVi: 'Triển khai giải pháp bảo mật của Ban Cơ yếu Chính phủ', shortEn: 'Put the government cipher measures in place',
    resultVi: '', kpi: 'network.secure', source: { document: 'S2', section: 'PL.III.1' },
  },
  {
    id: 's2-26', ...led(inspection, 'UBKT Tỉnh ủy', allAgencies), ...standing,
    contentVi: 'Tăng cường công tác kiểm tra, giám sát việc triển khai thực hiện Kế hoạch về công tác chuyển đổi số trong các cơ quan Đảng trên địa bàn tỉnh.',
    shortVi: 'Kiểm tra, giám sát việc thực hiện Kế hoạch', shortEn: 'Inspect and supervise the carrying out of the plan',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.IV.1' },
  },
  {
    id: 's2-27', ...led(inspection, 'Ban Tuyên giáo và Dân vận Tỉnh ủy', allAgencies), ...standing,
    contentVi: 'Tổ chức phổ biến, quán triệt về sự cần thiết và vai trò của chuyển đổi số đồng thời gắn với quán triệt, triển khai thực hiện Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2025 - 2030.',
    shortVi: 'Phổ biến, quán triệt vai trò của chuyển đổi số', shortEn: 'Make the role of digital transformation known',
    resultVi: '', kpi: null, source: { document: 'S2', section: 'PL.IV.2' },
  },
  {
    id: 's2-28', ...led(training, office, allAgencies),
    deadlineVi: 'Theo lộ trình triển khai các ứng dụng của Trung ương', deadline: { kind: 'roadmap' },
    contentVi: 'Phối hợp, tổ chức mở 07 lớp tập huấn, bồi dưỡng kỹ năng sử dụng các ứng dụng số, khai thác và xử lý dữ liệu cho cán bộ, công chức hằng năm đáp ứng yêu cầu phục vụ hiệu quả công tác chuyên môn, nghiệp vụ.',
    shortVi: 'Mở 07 lớp tập huấn, bồi dưỡng kỹ năng số', shortEn: 'Hold 7 classes in digital skills',
    resultVi: '07 lớp tập huấn, bồi dưỡng', kpi: 'training.classes', source: { document: 'S2', section: 'PL.V.1' },
  },
]

/** The 28 rows of S2's appendix in its order; owner Điện Biên (11). */
export const s2Tasks: readonly PlanTask[] = [...infrastructureTasks, ...applicationTasks, ...dataTasks, ...otherTasks]
