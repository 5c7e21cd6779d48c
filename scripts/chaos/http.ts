import { randomInt } from 'node:crypto';
import type postgres from 'postgres';
import { CLIENT_HEADER, signAddress } from '../../lib/signed-address.ts';
import type { LocalEnv } from '../shop/open.ts';

/** What all simulated shoppers and staff share. */
export type World = {
  sql: postgres.Sql;
  env: LocalEnv;
  /** The demo staff's password. */
  password: string;
  /** The origins of the two app processes; each request goes to a random one. */
  origins: readonly [string, string];
};

export const randomOrigin = ({ origins }: World) => origins[Math.random() < 0.5 ? 0 : 1];

/** Posts JSON and returns the parsed response; throws with the response's text on an error status. */
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

/** A visitor with an IP address of their own: returns the headers of a call, with that address, signed as our server does it. */
export type Visitor = () => Record<string, string>;

export function anyVisitor(world: World): Visitor {
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  return () => ({ [CLIENT_HEADER]: signAddress(address, world.env.CLIENT_ADDRESS_SECRET) });
}

/** Calls a database function over the API with the publishable key, or as a signed-in user. */
export const rpc = (world: World, name: string, args: object, headers: Record<string, string>) =>
  request(world, `${world.env.SUPABASE_URL}/rest/v1/rpc/${name}`, args, {
    apikey: world.env.SUPABASE_PUBLISHABLE_KEY,
    ...headers,
  });

/** Runs `act` on all items, `width` at a time. */
export async function inParallel<T>(width: number, items: readonly T[], act: (item: T) => Promise<void>) {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Counts how often each outcome occurred. */
export class Tally {
  readonly #counts = new Map<string, number>();
  add(outcome: string) {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }
  entries(): [string, number][] {
    return [...this.#counts].sort((one, other) => other[1] - one[1]);
  }
}
