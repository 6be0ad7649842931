/**
 * Every threshold of the detectors, with its reason. Ours unless a source is named; docs/judgement.md says how each is used.
 *
 * Sources of the methods: median and MAD as robust centre and spread — Hampel, "The influence curve and its role in robust
 * estimation", JASA 69 (1974); the factor that makes a MAD comparable with a standard deviation and the practice of a cut at a
 * multiple of it — Iglewicz & Hoaglin, "How to Detect and Handle Outliers" (ASQC 1993), whose own cut is 3.5 for one look at one
 * sample; some 13,000 new periods a day come to be looked at (three daily flows of 3,356 offices, the others monthly), and we cut at 5:
 * a normal tail beyond 5 is 3 in 10⁷, one in 250 days. Office figures are not normal: every cut also has a floor in plain size.
 */

/** Standard deviations in a MAD of normal data: 1 / 0.6745 (Iglewicz & Hoaglin 1993). */
export const sigmaPerMad = 1.4826

/** `late`, `lost`: cadences come from freshness.ts; a line told every 30 s is not late before these ages. */
export const lateness = {
  /** Collectors poll and retry: four missed 30-second reports are a hiccup of the collector, not of the line. */
  leastLateMs: 120_000,
  /** Ten missed 30-second reports. */
  leastLostMs: 300_000,
} as const

/** `jump` of flows, by the grain of the periods that are compared. */
export const flowJump = {
  /** Fewer periods of past say nothing about what is usual: half a year; two working weeks. */
  leastPast: { month: 6, day: 10 },
  /** Deviations (σ from the MAD, or a floor below) from which a figure is far. */
  deviations: 5,
  /** Also this many times the usual: a double month is one that was reported late, 2.5 times is neither that nor a busy month end. */
  timesHigh: 2.5,
  /** Also this many times below the usual: Tết takes at most half of a month. */
  timesLow: 4,
  /** Spread no smaller than this share of the usual figure: month ends and campaigns move honest work by a quarter. */
  relativeFloor: 0.25,
  /** Counting noise: √n of a Poisson count, times this, for work comes in batches. */
  overdispersion: 1.5,
  /** A figure within this factor of the same month of last year is the season's. */
  seasonal: 1.5,
} as const

/** Months (January 0) in which work stands still over Tết (it falls between 21 January and 20 February): no low jump is told. */
export const tetMonths: readonly number[] = [0, 1]

/** `jump` of ratios of flows (also of reductions). Points are shares 0–1. */
export const ratioJump = {
  /** Fewer cases in the period than this: a ratio of nothing. */
  leastDen: 12,
  /** 25 points: less is a busy week. A reduction compares costs that come in lumps: 40. */
  leastPoints: 0.25,
  leastPointsOfReduction: 0.4,
  /**
   * How much more than chance the cases of an office scatter is what its own past shows, moderated (dispersion.ts) by what is known
   * beforehand: cases of one office hang together by a fiftieth, so n of them have 1 + (n − 1) / 50 times the variance of chance (Williams,
   * "Extra-binomial variation in logistic linear models", Applied Statistics 31, 1982). That is worth 10 degrees: a MAD of 27 periods
   * is half believed, for that of a few weeks is wide or narrow by luck. Chance is measured on the arcsine scale, on which a share of n cases has
   * the deviation 1 / (2√n) whatever the share (Anscombe, "The transformation of Poisson, binomial and negative-binomial data",
   * Biometrika 35, 1948).
   */
  togetherness: 0.02,
  scatterDegrees: 10,
  /** The scatter is never taken for less than chance: a past that never moved is no promise. */
  leastScatter: 1,
  /** So many periods of the past within half the least points of a figure, and it is one that the office has shown before. */
  shownBefore: 3,
  /** The recent past that a figure must break with too, so that a ratio which climbs with its plan never jumps. */
  recent: 3,
} as const

/** `jump` of stocks: the step between two periods' closing states, in points of the denominator. */
export const stockJump = {
  leastPast: { month: 6, day: 10 },
  deviations: 5,
  /** A campaign before a milestone brings up to some 15 points a month, a batch upload up to some 8 a day. */
  leastPoints: { month: 0.2, day: 0.12 },
  /** Spread no smaller than 2 points a month, 1 a day. */
  floor: { month: 0.02, day: 0.01 },
  /** Fewer things than this are one delivery to a small office. */
  leastCount: 10,
} as const

/** `stall`. */
export const stall = {
  /**
   * Shortest standstill: three monthly reports without movement, the first of which may be in time and yet half a month late (after
   * Tết): two and a half months. For daily figures longer than Tết and its two slow weeks.
   */
  leastSpanMs: { month: 75 * 86_400_000, day: 45 * 86_400_000 },
  /** The line must have risen by this share of the target meanwhile (or what is left to the target): about a month of a yearly plan. */
  leastOwedShare: 0.08,
  /** The plan must ask at least this many things in that time, however evenly an office works: fewer are one class or one delivery. */
  leastOwedCount: 4,
  /**
   * The chance that an office which works as the plan asks shows no movement for so long: e⁻⁶ = 0.25 %. Were things to come one by one by
   * chance, the plan would have to ask for six; dispersion.ts says what it must of an office that works more or less evenly than chance.
   */
  mostChance: Math.exp(-6),
  /**
   * What is known of an office's evenness before its own steps are seen: things come by chance (1), which three steps of its own
   * outweigh. With fewer degrees an office that is even by luck would be told too early; between 1 and 3 it matters little.
   */
  evenness: { dispersion: 1, degrees: 3 },
  /** Moved by no more than this share of what was owed counts as standing still; what moves more is slow, and below its plan. */
  hardly: 0.05,
  /** Where the number of things stands, a whole that changed by no more than this share of it is a recount, and no movement. */
  recounted: 0.05,
  /** Closing states the standstill must show, its first and newest among them. */
  leastStates: { month: 4, day: 2 },
} as const

/** `outlier`. */
export const outlier = {
  /** Fewer peers than this have no common measure. */
  leastPeers: 8,
  /** Robust deviations from the peers' median. */
  deviations: 5,
  /** 15 points: whatever the spread, less is not worth a call. A level: three stages. */
  leastPoints: 0.15,
  leastStages: 3,
  /** Spread no smaller than 2 points. */
  floor: 0.02,
  /** An hour of a lost line is ordinary in 30 days: for uptime 5 points and a spread of half a point. */
  leastPointsOfLines: 0.05,
  floorOfLines: 0.005,
  /** Peers (and the judged) with fewer cases than this have no ratio to compare. */
  leastDen: 20,
  /** Each side's spread is at least what its quartile shows, for figures bounded by 100 % lean to one side. */
  quartile: 0.25,
  /** (median − quartile) of normal data in standard deviations. */
  sigmaPerQuartile: 0.6745,
  /**
   * A tail that many share is nobody's anomaly: where more than this share of the peers (and more than `manyPeers`) would be told, the
   * side's spread is at least what its outer tenth shows.
   */
  many: 0.05,
  manyPeers: 3,
  tail: 0.1,
  /** (median − 10th percentile) of normal data in standard deviations. */
  sigmaPerTail: 1.2816,
  /** Binomial noise times this. */
  overdispersion: 1.3,
} as const

/** `mismatch`. */
export const mismatch = {
  /** Totals are compiled on other days than they are compared: 5 %. */
  tolerance: 0.05,
  /** And at least five things. */
  leastDifference: 5,
} as const

/** `down` and `flapping`. */
export const lines = {
  /** A span with at most this share of up time was down. */
  nearly: 0.1,
  /** With at least this share up: losing a minute of five, or ten of an hour, is a poor line, not an outage. Between: partly up. */
  upFrom: 0.75,
  /** Down is told from this observed downtime on, or two spans of the cadence if that is longer: one lost probe is no outage. */
  leastDownMs: 120_000,
  leastDownCadences: 2,
  /** Turns between up and down within an hour: three outages. */
  turns: 6,
  /**
   * Within a longer window: four. A line up 99.5 % of the time whose outages come by chance has three in two hours once in 500
   * times, which among 3,321 lines is every few minutes somewhere; four once in 10,000 times.
   */
  turnsOfLongWindow: 8,
  /** The window: an hour, or this many of the spans that are reported: 2 h of 5-minute spans, a day of hourly ones. */
  windowMs: 3_600_000,
  windowSpans: 24,
  /** Spans kept for judgement: the window and a little, of 30-second spans and of longer ones. */
  keptSpans: { short: 130, long: 40 },
} as const

/** How many periods of an own office are kept: a year and the same month of last year; five weeks. */
export const keptPeriods = { month: 13, day: 35 } as const
