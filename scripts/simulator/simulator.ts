import { type Chance, changed, type Settings, settingsSchema } from './settings.ts';
import { Store } from './store.ts';
import { calm } from './weather.ts';

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
  settings: Settings;
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

  change(patch: unknown): void {
    this.settings = changed(this.settings, patch);
    this.store.writeSettings(this.settings);
  }

  calm(): void {
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
