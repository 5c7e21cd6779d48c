/** Default deployment settings for tests. */
export const exampleEnv = {
  SITE_URL: 'https://itanna.example',
  SUPABASE_URL: 'https://project.supabase.example',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_0123456789',
  SUPABASE_SECRET_KEY: 'sb_secret_0123456789',
  PAYSTACK_SECRET_KEY: 'sk_test_0123456789',
  PAYOUT_ENCRYPTION_KEY: 'a'.repeat(64),
  CRON_SECRET: '0123456789abcdef',
  CLIENT_ADDRESS_SECRET: 'c'.repeat(32),
  RESEND_API_KEY: 're_1',
  MAIL_FROM: 'Shop <orders@itanna.example>',
};
