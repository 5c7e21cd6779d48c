import { expect, test } from 'vitest';
import { translatorFor } from '@/lib/messages/messages';
import type { TimelineEntry } from '@/lib/orders/order';
import { Constants } from '@/lib/supabase/database.types';
import { timelineLabel } from './timeline-labels';

const t = translatorFor('en', 'admin.orders');

const entry = (action: TimelineEntry['action']): TimelineEntry => ({
  ...{
    at: '2026-11-25T10:00:00Z',
    by: 'system',
    by_name: null,
    from: null,
    to: null,
    note: null,
    reason: null,
  },
  ...{ amount_minor: null, currency: null, kind: null, action },
});

test('every order action has its own label', () => {
  const words = Constants.public.Enums.order_action.map((action) => timelineLabel(t, entry(action)));
  expect(new Set(words).size).toBe(words.length);
});

test('an action unknown to this version gets a general label', () => {
  expect(timelineLabel(t, entry(null))).toBe('Updated');
});
