import { z } from 'zod';
import { email, exactText } from '@/lib/text';

// no rules for its length or shape here: this is not where passwords are chosen
const password = exactText('This is not your password.')
  .min(1, 'Enter your password.')
  .max(1000, 'This is not your password.');

export const signInSchema = z.object({ email: email.toLowerCase(), password });

/** The password once more, of whoever is signed in. */
export const passwordSchema = z.object({ password });
