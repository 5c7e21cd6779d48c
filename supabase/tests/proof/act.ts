import type fc from 'fast-check';
import type { World } from './world.ts';

/** One thing that somebody does. Numbers choose among what is there at that time, so that a story can be shortened. */
export interface Act {
  name: string;
  text: string;
  /** Answers what came of it in a word; null when there was nothing to do it with. */
  run: (world: World) => Promise<string | null>;
}

export interface Kind {
  /** how often it comes among all kinds */
  weight: number;
  arbitrary: fc.Arbitrary<Act>;
}

/** Acts of one kind: what is drawn for them, and what they do with it. */
export function kind<Choices extends object>(
  weight: number,
  name: string,
  choices: fc.Arbitrary<Choices>,
  run: (world: World, choices: Choices) => Promise<string | null>,
): Kind {
  const arbitrary = choices.map((chosen) => ({
    name,
    text: `${name} ${Object.entries(chosen)
      .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('×') : value}`)
      .join(' ')}`.trim(),
    run: (world: World) => run(world, chosen),
  }));
  return { weight, arbitrary };
}
