import { z } from 'zod';
import { fieldMessage } from '@/lib/field-messages';
import { email, exactText } from '@/lib/text';

// no rules for length or shape: passwords are chosen elsewhere
const password = exactText(fieldMessage('fields.wrongPassword'))
  .min(1, fieldMessage('fields.password'))
  .max(1000, fieldMessage('fields.wrongPassword'));

export const signInSchema = z.object({ email: email.toLowerCase(), password });

/** Form that asks the signed-in user for their password again. */
export const passwordSchema = z.object({ password });
