import { changed, type Settings, settingsSchema } from './settings.ts';

/** Presets for several faults at once, from none to many. */
export const FAULT_PRESETS: Record<string, { name: string; words: string; patch: unknown }> = {
  calm: { name: 'Calm', words: 'Everything works', patch: {} },
  slow: { name: 'Slow', words: 'Webhooks arrive 8 s late', patch: { webhooks: { delay_ms: 8_000 } } },
  silent: { name: 'Silent', words: 'No webhook arrives', patch: { webhooks: { drop: { share: 100 } } } },
  echo: {
    name: 'Echo',
    words: 'Every webhook arrives twice',
    patch: { webhooks: { duplicate: { share: 100 } } },
  },
  forged: {
    name: 'Forged',
    words: 'Every signature is wrong',
    patch: { webhooks: { corrupt: { share: 100 } } },
  },
  storm: {
    name: 'Storm',
    words: 'Several faults at once',
    patch: {
      webhooks: {
        delay_ms: 1_500,
        reorder: true,
        drop: { share: 25 },
        duplicate: { share: 25 },
        corrupt: { share: 15 },
      },
      endpoints: {
        initialize: { kind: 'reset_after', share: 20 },
        verify: { kind: 'error_500', share: 30 },
      },
      answers: { extra_keys: true, unknown_event: true },
    },
  },
};

/** All faults off and the default pace; keeps the webhook URL. */
export function calm({ webhooks: { url } }: Settings): Settings {
  return settingsSchema.parse({ webhooks: { url } });
}

/** The key of the preset that equals these settings, if there is one. */
export function presetOf(settings: Settings): string | undefined {
  const current = JSON.stringify(settings);
  return Object.keys(FAULT_PRESETS).find(
    (key) => current === JSON.stringify(changed(calm(settings), FAULT_PRESETS[key]?.patch)),
  );
}
