import { z } from 'zod';

export const signInSchema = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('Enter your e-mail address.')),
  // no rules for its length or shape here: this is not where passwords are chosen
  password: z.string().min(1, 'Enter your password.').max(1000, 'This is not your password.'),
});
