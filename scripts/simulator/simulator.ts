import { calm } from './fault-presets.ts';
import { type Chance, changed, type Settings, settingsSchema } from './settings.ts';
import { Store } from './store.ts';

export type SimulatorOptions = {
  /** `sk_test_…`; it guards the API and signs the webhooks, as at Paystack. */
  secretKey: string;
  stateDir: string;
  /** Where the payer's browser finds this program. */
  publicUrl: string;
  webhookUrl?: string | undefined;
};

/** What every part of the program shares. */
export class Simulator {
  readonly secretKey: string;
  readonly publicUrl: string;
  readonly store: Store;
  /** Of all transactions but those of `shops`. */
  settings: Settings;
  /**
   * Settings of one shop each, by its host. They end with the program: whoever makes them (a journey of the browser
   * tests) makes them anew, and the address of the receiver that they were given may be another by then.
   */
  readonly shops = new Map<string, Settings>();
  /** Webhooks on their way: waited for, and cut short, when the program ends. */
  readonly inFlight = new Set<Promise<void>>();
  readonly closing = new AbortController();

  constructor({ secretKey, stateDir, publicUrl, webhookUrl }: SimulatorOptions) {
    if (!secretKey.startsWith('sk_test_')) throw new Error('The simulator takes test keys only (sk_test_…).');
    this.secretKey = secretKey;
    this.publicUrl = publicUrl;
    this.store = new Store(stateDir);
    // A file from another version may hold settings that are no longer known: better the defaults than no start.
    this.settings = settingsSchema.catch(settingsSchema.parse({})).parse(this.store.readSettings());
    if (webhookUrl) this.change({ webhooks: { url: webhookUrl } });
  }

  /** What holds for a transaction, or for what is about one: the settings of its shop, if that has any of its own. */
  settingsOf(about: { callback_url?: unknown } | undefined): Settings {
    return this.at(hostOf(about?.callback_url));
  }

  at(shop: string | undefined): Settings {
    return (shop !== undefined && this.shops.get(shop)) || this.settings;
  }

  /** For one shop alone when it is named; its settings begin as a calm day. */
  change(patch: unknown, shop?: string): void {
    if (shop !== undefined) {
      this.shops.set(shop, changed(this.shops.get(shop) ?? calm(this.settings), patch));
      return;
    }
    this.settings = changed(this.settings, patch);
    this.store.writeSettings(this.settings);
  }

  calm(shop?: string): void {
    if (shop !== undefined) {
      this.shops.set(shop, calm(this.at(shop)));
      return;
    }
    this.settings = calm(this.settings);
    this.store.writeSettings(this.settings);
  }

  /** Whether this occasion is hit; uses one up when occasions are counted. */
  hits(chance: Chance): boolean {
    if (chance.next > 0) {
      chance.next -= 1;
      this.store.writeSettings(this.settings);
      return true;
    }
    return Math.random() * 100 < chance.share;
  }

  async close(): Promise<void> {
    this.closing.abort(new Error('The simulator was stopped'));
    await Promise.allSettled(this.inFlight);
    this.store.close();
  }
}

/** A shop is known by the host to which its payers go back, whatever the port. */
export function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' ? URL.parse(url)?.hostname : undefined;
}
