/**
 * The register of S0: 15 tasks of Hưng Yên with a required result and deadline (appendix of plan 07-KH/UBKTTU of 15/5/2026).
 * Transcribed row by row; extraction typos mended, footnote marks dropped. The appendix breaks rows over pages: the line
 * "Kết nối liên thông…" printed with II.3 belongs to II.2 (body 2.2), and the results of VI.2 and VI.3 are parted by their content.
 */
import type { PlanTask } from '../task.ts'

const owner = '33'
const bothOffices = 'Cơ quan UBKT Tỉnh ủy, UBKT cấp ủy trực thuộc Tỉnh ủy'
const officeAndCommunes = 'Cơ quan UBKT Tỉnh ủy, UBKT cấp xã, phường và tương đương'
const accountableVi = 'Ủy ban Kiểm tra Tỉnh ủy'
const sameLevelOffice = 'Văn phòng cấp ủy cùng cấp'
const advisers = 'Các cơ quan tham mưu, giúp việc cấp ủy cùng cấp'

const leadership = 'Công tác lãnh đạo, chỉ đạo và hoàn thiện thể chế'
const infrastructure = 'Phát triển hạ tầng số'
const platforms = 'Phát triển nền tảng số, ứng dụng số, thủ tục hành chính của Đảng'
const sharedData = 'Phát triển dữ liệu số dùng chung, cải cách thủ tục hành chính trong Đảng'
const security = 'Bảo đảm an ninh mạng, bảo mật thông tin, an toàn dữ liệu'
const people = 'Phát triển nguồn nhân lực và công tác chống lãng phí'
const finance = 'Nguồn lực tài chính'

/** Rows I.1–III.3. */
const firstHalf: readonly PlanTask[] = [
  {
    id: 's0-01', owner, groupVi: leadership,
    contentVi: 'Rà soát, tham mưu ban hành kịp thời các quy định, quy chế, quy trình nghiệp vụ trên môi trường số theo mô hình xử lý toàn trình, để phù hợp với thực tiễn; bổ sung, sửa đổi các quy định cập nhật, khai thác, kết nối, chia sẻ dữ liệu để bảo đảm dữ liệu “đúng, đủ, sạch, sống, thống nhất, dùng chung”.',
    shortVi: 'Rà soát, ban hành quy định, quy trình trên môi trường số',
    shortEn: 'Review and issue rules and processes for digital work',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Bổ sung, sửa đổi các quy định cập nhật, khai thác, kết nối, chia sẻ dữ liệu để bảo đảm dữ liệu “đúng, đủ, sạch, sống, thống nhất, dùng chung”. Xây dựng cơ chế đánh giá định lượng về hiệu quả công tác chuyển đổi số của từng cơ quan, đơn vị thay vì chỉ liệt kê đầu việc, bảo đảm mục tiêu giảm kinh phí, tiết kiệm công sức, hiện đại hóa quy trình làm việc, xử lý công việc hiệu quả hơn so với trước đây. ≥90% TTHC nội bộ được chuẩn hóa quy trình số. Thời gian xử lý TTHC giảm ≥30%.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'procedures.standardized', source: { document: 'S0', section: 'PL.I.1' },
  },
  {
    id: 's0-02', owner, groupVi: leadership,
    contentVi: 'Bổ sung, điều chỉnh Kế hoạch chuyển đổi số năm 2026.',
    shortVi: 'Bổ sung, điều chỉnh Kế hoạch chuyển đổi số năm 2026',
    shortEn: 'Amend the digital-transformation plan for 2026',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Kế hoạch ban hành đảm bảo bám sát thực tiễn, rõ người, rõ việc, rõ trách nhiệm, rõ thời hạn, rõ kết quả. Đúng thời gian quy định.',
    deadlineVi: 'Tháng 5/2026', deadline: { kind: 'month', year: 2026, month: 5 },
    kpi: null, source: { document: 'S0', section: 'PL.I.2' },
  },
  {
    id: 's0-03', owner, groupVi: infrastructure,
    contentVi: 'Về trang thiết bị công nghệ thông tin: Cơ quan UBKT Tỉnh ủy, UBKT cấp ủy trực thuộc Tỉnh ủy chủ trì, phối hợp văn phòng cấp ủy cùng cấp rà soát đầu tư mua sắm thiết bị đầu cuối đáp ứng yêu cầu công tác và tiêu chuẩn kỹ thuật hiện hành. Cơ quan UBKT Tỉnh ủy phối hợp với Văn phòng Tỉnh ủy hướng dẫn, chỉ đạo UBKT cấp ủy trực thuộc Tỉnh ủy bảo đảm theo đúng quy định của Bộ Khoa học và Công nghệ và các quy định, hướng dẫn khác có liên quan.',
    shortVi: 'Rà soát, mua sắm thiết bị đầu cuối đạt chuẩn',
    shortEn: 'Review and buy end-user devices up to standard',
    leadVi: bothOffices, supportVi: [sameLevelOffice], accountableVi,
    resultVi: 'Tạo lập môi trường làm việc hiện đại, chuyên nghiệp cho cán bộ, đảng viên. ≥95% cán bộ có thiết bị làm việc đạt chuẩn. Đầu tư mua sắm thiết bị đầu cuối đáp ứng yêu cầu công tác và tiêu chuẩn kỹ thuật hiện hành. Thống nhất với Mô hình chuyển đổi số cấp xã do Bộ Khoa học và Công nghệ hướng dẫn và các quy định, hướng dẫn khác có liên quan.',
    deadlineVi: '30/6/2026', deadline: { kind: 'day', day: '2026-06-30' },
    kpi: 'devices.standard', source: { document: 'S0', section: 'PL.II.1' },
  },
  {
    id: 's0-04', owner, groupVi: infrastructure,
    contentVi: 'Có đường truyền kết nối thông suốt từ UBKT Tỉnh ủy tới UBKT cấp ủy trực thuộc Tỉnh ủy.',
    shortVi: 'Đường truyền thông suốt tỉnh – cấp ủy trực thuộc',
    shortEn: 'Working lines from the province to its committees',
    leadVi: officeAndCommunes, supportVi: [sameLevelOffice], accountableVi,
    resultVi: '100% cơ quan, đơn vị được triển khai. ≥99% uptime đường truyền cấp tỉnh. Băng thông rộng, ổn định, an toàn, đáp ứng yêu cầu sử dụng. Kết nối liên thông với các cơ quan nhà nước, Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội.',
    deadlineVi: 'Tháng 5/2026', deadline: { kind: 'month', year: 2026, month: 5 },
    kpi: 'network.coverage', source: { document: 'S0', section: 'PL.II.2' },
  },
  {
    id: 's0-05', owner, groupVi: infrastructure,
    contentVi: 'Về triển khai chữ ký số.',
    shortVi: 'Cấp và dùng chữ ký số chuyên dùng công vụ',
    shortEn: 'Issue and use official digital signatures',
    leadVi: officeAndCommunes, supportVi: [sameLevelOffice], accountableVi,
    resultVi: '100% cán bộ, công chức ngành kiểm tra được cấp chữ ký số chuyên dùng công vụ. ≥90% văn bản điện tử ký số.',
    deadlineVi: 'Quý III, IV/2026', deadline: { kind: 'quarters', year: 2026, first: 3, last: 4 },
    kpi: 'esign.staff', source: { document: 'S0', section: 'PL.II.3' },
  },
  {
    id: 's0-06', owner, groupVi: platforms,
    contentVi: 'Tiếp nhận, triển khai, sử dụng thống nhất các quy trình lõi do Trung ương ban hành.',
    shortVi: 'Tiếp nhận, triển khai các quy trình lõi của Trung ương',
    shortEn: 'Take over the core processes issued by the centre',
    leadVi: 'Cơ quan UBKT Tỉnh ủy', supportVi: ['UBKT cấp ủy trực thuộc Tỉnh ủy'], accountableVi,
    resultVi: 'Theo quy định của Điều lệ Đảng. Tích hợp, liên thông, chia sẻ dữ liệu với các sở, ban, ngành, địa phương có liên quan.',
    deadlineVi: 'Theo lộ trình của UBKT Trung ương', deadline: { kind: 'roadmap' },
    kpi: 'processes.core', source: { document: 'S0', section: 'PL.III.1' },
  },
  {
    id: 's0-07', owner, groupVi: platforms,
    contentVi: 'Tiếp nhận, tổ chức triển khai, sử dụng thống nhất các hệ thống, phần mềm của ngành theo quy định.',
    shortVi: 'Triển khai thống nhất hệ thống, phần mềm của ngành',
    shortEn: 'Roll out the sector’s systems and software',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Đảm bảo thông suốt, đồng bộ từ UBKT Tỉnh ủy đến UBKT các cấp ủy trực thuộc Tỉnh ủy.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'platforms.adopted', source: { document: 'S0', section: 'PL.III.2' },
  },
  {
    id: 's0-08', owner, groupVi: platforms,
    contentVi: 'Chủ động phát triển các phần mềm, hệ thống thông tin đặc thù đáp ứng yêu cầu thực tiễn cơ sở.',
    shortVi: 'Phát triển phần mềm đặc thù theo yêu cầu cơ sở',
    shortEn: 'Develop software for particular local needs',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Tuân thủ tiêu chuẩn kỹ thuật và quy chuẩn dữ liệu thống nhất. Các hệ thống mới chỉ được triển khai khi chứng minh được tính hiệu quả định lượng, bảo đảm khả năng kết nối, liên thông với kho dữ liệu dùng chung của Trung ương. Tránh đầu tư dàn trải, lãng phí và cát cứ dữ liệu (không đầu tư các ứng dụng tương tự như hệ thống hiện có do Trung ương chuyển giao).',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: null, source: { document: 'S0', section: 'PL.III.3' },
  },
]

/** Rows IV.1–VII.1. */
const secondHalf: readonly PlanTask[] = [
  {
    id: 's0-09', owner, groupVi: sharedData,
    contentVi: 'Thực hiện rà soát, làm sạch và số hóa dữ liệu nghiệp vụ theo tiêu chuẩn chung.',
    shortVi: 'Rà soát, làm sạch, số hóa dữ liệu nghiệp vụ',
    shortEn: 'Review, clean and digitise business data',
    leadVi: bothOffices, supportVi: [advisers], accountableVi,
    resultVi: 'Lưu trữ, cập nhật dữ liệu thường xuyên vào máy tính bảo mật để bảo đảm tính “đúng, đủ, sạch, sống”. Khai thác, sử dụng hiệu quả các công cụ phân tích dữ liệu phục vụ công tác dự báo tình hình, chỉ đạo điều hành. ≥95% đơn vị cập nhật dữ liệu định kỳ. Không phát sinh dữ liệu lỗi nghiêm trọng.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'data.reporting_units', source: { document: 'S0', section: 'PL.IV.1' },
  },
  {
    id: 's0-10', owner, groupVi: sharedData,
    contentVi: 'Chủ động rà soát, tối ưu hóa các quy trình phối hợp và thủ tục nội bộ thuộc thẩm quyền theo phương châm “đơn giản hóa trước, số hóa sau”.',
    shortVi: 'Tối ưu hóa quy trình phối hợp, thủ tục nội bộ',
    shortEn: 'Streamline cooperation and internal procedures',
    leadVi: bothOffices, supportVi: [advisers], accountableVi,
    resultVi: 'Rút ngắn ít nhất 30% thời gian giải quyết công việc. Thời gian xử lý công việc giảm ≥30%. ≥80% quy trình nội bộ xử lý số.',
    deadlineVi: '30/6/2026', deadline: { kind: 'day', day: '2026-06-30' },
    kpi: 'procedures.time_cut', source: { document: 'S0', section: 'PL.IV.2' },
  },
  {
    id: 's0-11', owner, groupVi: security,
    contentVi: 'Triển khai đồng bộ các giải pháp đáp ứng yêu cầu kỹ thuật theo quy định, hướng dẫn của Trung ương.',
    shortVi: 'Triển khai đồng bộ giải pháp an ninh mạng, an toàn dữ liệu',
    shortEn: 'Put the required security measures in place',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Bảo đảm an ninh mạng, bảo mật thông tin, an toàn dữ liệu cho người dùng thuộc các cơ quan, tổ chức đảng trong hệ thống chính trị. Tuân thủ các quy định về bảo vệ bí mật nhà nước và của Đảng, đảm bảo an ninh mạng trong quá trình chuyển đổi sang môi trường số, từ tiếp nhận, xử lý đến lưu trữ và khai thác dữ liệu số. ≥95% người dùng tuân thủ quy định ATTT. Giảm ≥30% sự cố do lỗi người dùng. 100% yêu cầu phối hợp được xử lý kịp thời.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'security.compliance', source: { document: 'S0', section: 'PL.V.1' },
  },
  {
    id: 's0-12', owner, groupVi: people,
    contentVi: 'Phối hợp với các cơ quan liên quan trong công tác đào tạo, bồi dưỡng.',
    shortVi: 'Phối hợp đào tạo, bồi dưỡng kỹ năng số',
    shortEn: 'Cooperate in training for digital skills',
    leadVi: bothOffices, supportVi: [advisers], accountableVi,
    resultVi: 'Đáp ứng yêu cầu chuyển đổi số.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'training.staff', source: { document: 'S0', section: 'PL.VI.1' },
  },
  {
    id: 's0-13', owner, groupVi: people,
    contentVi: 'Quán triệt nghiêm tinh thần chỉ đạo của đồng chí Tổng Bí thư về nguồn nhân lực và chống lãng phí.',
    shortVi: 'Chống lãng phí trong đầu tư và nguồn nhân lực',
    shortEn: 'Prevent waste in investment and human resources',
    leadVi: bothOffices, supportVi: [], accountableVi: 'Người đứng đầu các đơn vị',
    resultVi: 'Kiểm soát chặt chẽ để tránh nguy cơ lãng phí không chỉ về tiền bạc, vật chất mà còn là lãng phí nguồn lực con người, thời gian và cơ hội. Người đứng đầu các đơn vị phải chủ động nhận diện sớm các nguy cơ và có giải pháp phòng ngừa ngay từ đầu, tuyệt đối không để xảy ra hậu quả rồi mới xử lý. Không phát sinh dự án CĐS chồng chéo. ≥90% kiến nghị kiểm tra được xử lý.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'recommendations.handled', source: { document: 'S0', section: 'PL.VI.2' },
  },
  {
    id: 's0-14', owner, groupVi: people,
    contentVi: 'Triển khai các giải pháp số hóa toàn diện quy trình nghiệp vụ nhằm tối ưu hóa chi phí vận hành.',
    shortVi: 'Số hóa toàn diện quy trình để tối ưu chi phí vận hành',
    shortEn: 'Digitise whole processes to cut running costs',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Lấy kết quả cắt giảm chi phí hành chính làm tiêu chí quan trọng để đánh giá hiệu quả đầu tư và mức độ hoàn thành nhiệm vụ chuyển đổi số của các cơ quan, đơn vị. Giảm 30-50% chi phí văn phòng phẩm. Giảm ≥50% văn bản giấy. CĐS là tiêu chí bắt buộc trong đánh giá. 100% người đứng đầu có kết quả CĐS định lượng.',
    deadlineVi: 'Thường xuyên', deadline: { kind: 'standing' },
    kpi: 'cost.stationery_cut', source: { document: 'S0', section: 'PL.VI.3' },
  },
  {
    id: 's0-15', owner, groupVi: finance,
    contentVi: 'Bố trí dự toán kinh phí để thực hiện các nhiệm vụ được giao trong kế hoạch.',
    shortVi: 'Bố trí dự toán kinh phí thực hiện kế hoạch',
    shortEn: 'Budget for the tasks of the plan',
    leadVi: bothOffices, supportVi: [], accountableVi,
    resultVi: 'Trang bị đồng bộ hạ tầng kỹ thuật với đường truyền kết nối mạng có băng thông rộng, thực hiện kết nối Internet có kiểm soát tại cấp tỉnh và từng bước thực hiện tại cấp xã. Đầu tư, mua sắm (theo yêu cầu thực tế) các thiết bị đầu cuối phù hợp (bao gồm cả máy tính bảng),... Tạo lập môi trường làm việc hiện đại, chuyên nghiệp cho cán bộ, đảng viên. Bảo đảm tuân thủ các quy định pháp luật của Nhà nước, tiết kiệm và hiệu quả, tránh lãng phí. Các cơ quan là chủ đầu tư và các cơ quan, đơn vị thụ hưởng phải quyết liệt trong công tác giải ngân, thường xuyên kiểm tra, đôn đốc để bảo đảm tiến độ các dự án theo đúng kế hoạch. Không để xảy ra tình trạng chậm giải ngân do chủ quan dẫn đến lãng phí nguồn lực và thời gian. Tỷ lệ giải ngân ≥95% kế hoạch. Giải ngân đúng khối lượng hoàn thành.',
    deadlineVi: 'Hoàn thành trước 30/6/2026 và theo lộ trình của Dự án.', deadline: { kind: 'day', day: '2026-06-30' },
    kpi: 'budget.disbursed', source: { document: 'S0', section: 'PL.VII.1' },
  },
]

/** The 15 rows of S0's appendix in its order; owner Hưng Yên (33). */
export const s0Tasks: readonly PlanTask[] = [...firstHalf, ...secondHalf]
