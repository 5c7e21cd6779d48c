import { randomInt } from 'node:crypto';
import type postgres from 'postgres';
import { CLIENT_HEADER, signAddress } from '../../lib/signed-address.ts';
import type { LocalEnv } from '../shop/open.ts';

/** What everybody in the story shares. */
export type World = {
  sql: postgres.Sql;
  env: LocalEnv;
  /** Of the demo's staff. */
  password: string;
  /** The app processes; whoever comes takes one of them by chance. */
  doors: readonly [string, string];
};

export const doorOf = ({ doors }: World) => doors[Math.random() < 0.5 ? 0 : 1];

/** Posts JSON and gives what came back; throws with its words when it was refused. */
export async function request(_: World, url: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** Somebody at home: the headers of their calls, in which our server vouches for an address of their own. */
export type Visitor = () => Record<string, string>;

export function anyVisitor(world: World): Visitor {
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  return () => ({ [CLIENT_HEADER]: signAddress(address, world.env.CLIENT_ADDRESS_SECRET) });
}

/** Calls a function of the public API with the publishable key, or as somebody who is signed in. */
export const rpc = (world: World, name: string, args: object, headers: Record<string, string>) =>
  request(world, `${world.env.SUPABASE_URL}/rest/v1/rpc/${name}`, args, {
    apikey: world.env.SUPABASE_PUBLISHABLE_KEY,
    ...headers,
  });

/** Does things with so many at once. */
export async function inParallel<T>(width: number, items: readonly T[], act: (item: T) => Promise<void>) {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** How often each word was said. */
export class Tally {
  readonly #counts = new Map<string, number>();
  add(word: string) {
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }
  entries(): [string, number][] {
    return [...this.#counts].sort((one, other) => other[1] - one[1]);
  }
}
