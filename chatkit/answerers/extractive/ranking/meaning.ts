import { type Vectors } from './vectors';

/** What a text means, as a vector of length 1; of length 0 where none of its words is known. */
export type Meaning = Float32Array;

/** Only so much of a text is read for its meaning, in UTF-16 units. */
const MAX_READ = 2000;

/** The words of a text as `scripts/vectors/teach.py` reads them, each once. */
const wordsIn = (text: string): Set<string> =>
  new Set(
    text
      .slice(0, MAX_READ)
      .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
      .toLowerCase()
      .match(/[a-z]{2,}/gu),
  );

/** The sum of a text's words, brought to length 1: such sums were taught to come near what a sentence model says. */
export function meaningOf(text: string, { dimensions, of }: Vectors): Meaning {
  const sum = new Float32Array(dimensions);
  for (const word of wordsIn(text)) {
    const vector = of(word);
    if (vector) for (let i = 0; i < dimensions; i++) sum[i]! += vector[i]!;
  }
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : sum;
}

/** How near two texts are in meaning, from -1 to 1. */
export function nearness(a: Meaning, b: Meaning): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * (b[i] ?? 0);
  return sum;
}

/** A unit by where it stands, with what it means alone and under its heading. */
export interface Meant {
  block: number;
  section: number;
  own: Meaning;
  withHead: Meaning;
}

/** What is seen of each unit's meaning in the light of a question's. */
export function nearnessFeatures(question: Meaning, units: readonly Meant[]): Record<string, number>[] {
  const alone = units.map(({ own }) => nearness(question, own));
  const headed = units.map(({ withHead }) => nearness(question, withHead));
  const most = headed.reduce((a, b) => Math.max(a, b), 0.1);
  const mean = headed.reduce((sum, each) => sum + each, 0) / (units.length || 1);
  const spread = Math.sqrt(headed.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (units.length || 1)) + 0.05;
  const inBlock = new Map<number, number>();
  const inSection = new Map<number, { sum: number; count: number }>();
  for (const [at, { block, section }] of units.entries()) {
    inBlock.set(block, Math.max(inBlock.get(block) ?? -1, alone[at] ?? 0));
    const { sum, count } = inSection.get(section) ?? { sum: 0, count: 0 };
    inSection.set(section, { sum: sum + (headed[at] ?? 0), count: count + 1 });
  }
  const places: number[] = [];
  for (const [place, at] of units
    .map((_, i) => i)
    .sort((a, b) => headed[b]! - headed[a]! || a - b)
    .entries())
    places[at] = place;
  return units.map(({ block, section }, at) => {
    const beside = (other: number) => (units[other]?.block === block ? (alone[other] ?? 0) : 0);
    const own = alone[at] ?? 0;
    const withHead = headed[at] ?? 0;
    const whole = inSection.get(section);
    return {
      near: own,
      nearWithHead: withHead,
      nearOfMost: withHead / most,
      nearAboveMean: (withHead - mean) / spread / 4,
      nearBefore: beside(at - 1),
      nearAfter: beside(at + 1),
      nearBlock: inBlock.get(block) ?? 0,
      nearSection: whole ? whole.sum / whole.count : 0,
      nearRank: 3 / (3 + (places[at] ?? 0)),
      veryNear: Math.max(0, own - 0.4),
    };
  });
}
