import { z } from 'zod';
import { email, exactText } from '@/lib/text';

export const signInSchema = z.object({
  email: email.toLowerCase(),
  // no rules for its length or shape here: this is not where passwords are chosen
  password: exactText('This is not your password.')
    .min(1, 'Enter your password.')
    .max(1000, 'This is not your password.'),
});
