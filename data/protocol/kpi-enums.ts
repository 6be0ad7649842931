/** Schemas of the catalogue's enumerations; the compiler keeps them equal to `data/kpis/kpi.ts`. */
import { z } from 'zod'
import type { Direction, KpiKind } from '../kpis/kpi.ts'

/** See `KpiKind`. */
export const kpiKindSchema: z.ZodType<KpiKind> = z.enum([
  'flow_count', 'flow_ratio', 'reduction', 'stock_ratio', 'stock_count', 'availability', 'level',
])
/** See `Direction`. */
export const directionSchema: z.ZodType<Direction> = z.enum(['up', 'down'])
