import { calm } from './fault-presets.ts';
import { type Chance, changed, type Settings, settingsSchema } from './settings.ts';
import { Store } from './store.ts';

export type SimulatorOptions = {
  /** `sk_test_…`; it authenticates the API and signs the webhooks, as at Paystack. */
  secretKey: string;
  stateDir: string;
  /** The URL for the payer's browser. */
  publicUrl: string;
  webhookUrl?: string | undefined;
};

/** The state that all modules of the simulator share. */
export class Simulator {
  readonly secretKey: string;
  readonly publicUrl: string;
  readonly store: Store;
  /** The common settings: for all transactions except those of `shops`. */
  settings: Settings;
  /**
   * Settings of single shops, by host. They are not stored: the browser tests set them again after a restart, and the webhook URL
   * in them may have changed by then.
   */
  readonly shops = new Map<string, Settings>();
  /** Webhooks that are being sent. `close` aborts them and waits for them. */
  readonly inFlight = new Set<Promise<void>>();
  readonly closing = new AbortController();

  constructor({ secretKey, stateDir, publicUrl, webhookUrl }: SimulatorOptions) {
    if (!secretKey.startsWith('sk_test_'))
      throw new Error('The simulator accepts test keys only (sk_test_…).');
    this.secretKey = secretKey;
    this.publicUrl = publicUrl;
    this.store = new Store(stateDir);
    // A file from another version may contain unknown settings: then start with the defaults instead of failing.
    this.settings = settingsSchema.catch(settingsSchema.parse({})).parse(this.store.readSettings());
    if (webhookUrl) this.change({ webhooks: { url: webhookUrl } });
  }

  /** The settings for a transaction, or for a record of one: those of its shop if that has its own, else the common ones. */
  settingsOf(about: { callback_url?: unknown } | undefined): Settings {
    return this.at(hostOf(about?.callback_url));
  }

  at(shop: string | undefined): Settings {
    return (shop !== undefined && this.shops.get(shop)) || this.settings;
  }

  /** Changes the common settings, or only those of `shop`, which start without faults. */
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

  /** Whether the fault applies this time; counts `next` down if it is set. */
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

/** A shop is identified by the host of its return URL, on any port. */
export function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' ? URL.parse(url)?.hostname : undefined;
}
