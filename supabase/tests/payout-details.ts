import { randomBytes } from 'node:crypto';

/** Bank details as our server encrypts them; no two are alike. */
export const anyCiphertext = () =>
  `0a1b2c3d.${randomBytes(12).toString('base64url')}.${randomBytes(90).toString('base64url')}`;
