import path from 'node:path';
import { App, ResendEmailDriver, setExperimental } from '@supabase/lite';
import { MAX_ROWS } from '../../lib/supabase/read-all.ts';
import { root } from '../part.ts';
import { HostedConnection } from './postgrest.ts';
import { FolderStorage } from './storage.ts';
import { type Handler, speakStorageDialect } from './storage-dialect.ts';

export type SupabaseOptions = {
  /** Of the role postgres, which takes on the callers' roles. */
  databaseUrl: string;
  publishableKey?: string;
  secretKey?: string;
  jwtSecret?: string;
  /** Where people see the shop: the links in mails lead there. */
  siteUrl?: string;
  /** This API as others see it. */
  url?: string;
  storageDir?: string;
  /** Base URL of the mailbox, which takes mails as Resend does. */
  mailboxUrl?: string;
};

export type Supabase = { app: App; handle: Handler; close: () => Promise<void> };

// Read when an App is made; without it there is no schema `storage`, which migrations expect.
setExperimental('storage', true);

/** PostgREST, Auth and Storage as a hosted project has them, on our own Postgres. */
export function createSupabase(options: SupabaseOptions): Supabase {
  const { siteUrl = 'http://localhost', mailboxUrl = 'http://localhost' } = options;
  const connection = new HostedConnection(options.databaseUrl, 20);
  const app = new App({
    connection,
    api: { enabled: true, external_url: options.url, max_rows: MAX_ROWS },
    auth: {
      enabled: true,
      site_url: siteUrl,
      additional_redirect_urls: [`${siteUrl}/**`],
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      jwt_secret: options.jwtSecret,
      jwt_expiry: 3600,
      email: { enable_signup: true, enable_confirmations: true, otp_expiry: 3600, template: mailTemplates },
    },
    storage: { enabled: true, file_size_limit: '5MiB' },
    studio: { enabled: false },
    options: {
      server: { admin: false },
      drivers: {
        email: new ResendEmailDriver({
          endpoint: `${mailboxUrl}/emails`,
          apiKey: 're_local',
          from: 'Kedai <hello@kedai.example>',
        }),
      },
    },
  });
  app._storageAdapter = new FolderStorage(options.storageDir ?? path.join(root, '.local', 'storage'));
  return {
    app,
    handle: speakStorageDialect((request) => app.fetch(request)),
    close: () => connection.close(),
  };
}

/** As in supabase/config.toml, which says the same to a hosted project. */
const mailTemplates = {
  confirmation: template('confirmation', 'Confirm your e-mail address'),
  recovery: template('recovery', 'Choose a new password'),
  magic_link: template('magic_link', 'Your link to sign in'),
  email_change: template('email_change', 'Confirm your new e-mail address'),
};

function template(name: string, subject: string) {
  return { subject, content_path: path.join(root, 'supabase', 'templates', `${name}.html`) };
}
