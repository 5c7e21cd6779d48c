import { z } from 'zod';
import { email, exactText } from '@/lib/text';

// no rules for length or shape: passwords are chosen elsewhere
const password = exactText('This is not your password.')
  .min(1, 'Enter your password.')
  .max(1000, 'This is not your password.');

export const signInSchema = z.object({ email: email.toLowerCase(), password });

/** Form that asks the signed-in user for their password again. */
export const passwordSchema = z.object({ password });
