/** How a figure is made, in words. Source: domain "What a figure is". */
import type { Kpi } from '../../data/kpis/kpi.ts'

/** A sentence in both languages. */
export interface Words {
  readonly vi: string
  readonly en: string
}

const kinds: Readonly<Record<Kpi['kind'], Words>> = {
  flow_count: {
    vi: 'Tổng số {unitVi} của mọi đơn vị báo cáo, từ 00:00 ngày 1/1 đến thời điểm xem.',
    en: 'The sum of {unitEn} of all reporting units, from 1 January 00:00 to the instant looked at.',
  },
  flow_ratio: {
    vi: 'Tổng tử số chia tổng mẫu số ({unitVi}) của mọi đơn vị báo cáo, từ 00:00 ngày 1/1 đến thời điểm xem; không lấy trung bình các tỷ lệ.',
    en: 'The sum of numerators over the sum of denominators ({unitEn}) of all reporting units, from 1 January 00:00 to the instant looked at; never a mean of ratios.',
  },
  reduction: {
    vi: '1 trừ (tổng hiện tại chia tổng mốc so sánh, tính bằng {unitVi}) của mọi đơn vị báo cáo, từ 00:00 ngày 1/1 đến thời điểm xem.',
    en: '1 minus (the sum now over the sum at the baseline, in {unitEn}) of all reporting units, from 1 January 00:00 to the instant looked at.',
  },
  stock_ratio: {
    vi: 'Mỗi đơn vị lấy số liệu mới nhất; tổng tử số chia tổng mẫu số ({unitVi}) của mọi đơn vị; không lấy trung bình các tỷ lệ.',
    en: 'Of each unit the newest reading; the sum of numerators over the sum of denominators ({unitEn}) of all units; never a mean of ratios.',
  },
  stock_count: {
    vi: 'Mỗi đơn vị lấy số liệu mới nhất; cộng {unitVi} của mọi đơn vị.',
    en: 'Of each unit the newest reading; the sum of {unitEn} of all units.',
  },
  availability: {
    vi: 'Tổng số {unitVi} thông suốt chia tổng số {unitVi} quan sát được trong 30 ngày, tính theo giờ tròn; im lặng là không có dữ liệu, không phải mất kết nối.',
    en: 'Up {unitEn} over observed {unitEn} of the last 30 days by whole hours; silence is no data, never downtime.',
  },
  level: {
    vi: 'Đếm số đơn vị ở từng giai đoạn 1–6 theo số liệu mới nhất; giá trị là giai đoạn thấp nhất, không lấy trung bình.',
    en: 'How many units are at each stage 1–6 by their newest reading; the value is the lowest stage, never a mean.',
  },
}

/** The formula of a KPI in its own unit of measure. */
export function formulaOf(kpi: Kpi): Words {
  const { vi, en } = kinds[kpi.kind]
  return { vi: vi.replaceAll('{unitVi}', kpi.unitVi), en: en.replaceAll('{unitEn}', kpi.unitEn) }
}
