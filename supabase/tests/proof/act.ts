import type fc from 'fast-check';
import type { World } from './world.ts';

/** One step of a story. Drawn numbers pick among the objects that exist when it runs, so that a shortened story stays valid. */
export interface Act {
  name: string;
  text: string;
  /** Returns the outcome as a short text; null when there was nothing to act on. */
  run: (world: World) => Promise<string | null>;
}

export interface Kind {
  /** relative frequency among all kinds */
  weight: number;
  arbitrary: fc.Arbitrary<Act>;
}

/** Defines one kind of act: how its parameters are drawn, and what it does with them. */
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
