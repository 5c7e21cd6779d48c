import path from 'node:path';
import { App, ResendEmailDriver, setExperimental } from '@supabase/lite';
import { MAX_ROWS } from '../../lib/supabase/read-all.ts';
import { root } from '../part.ts';
import { HostedConnection } from './postgrest.ts';
import { FolderStorage } from './storage.ts';
import { type Handler, speakStorageDialect } from './storage-dialect.ts';

export type SupabaseOptions = {
  /** Connects as the role postgres, which switches to the caller's role. */
  databaseUrl: string;
  publishableKey?: string;
  secretKey?: string;
  jwtSecret?: string;
  /** The shop's public URL, used in email links. */
  siteUrl?: string;
  /** This API's public URL. */
  url?: string;
  storageDir?: string;
  /** Base URL of the mailbox, which accepts emails like Resend. */
  mailboxUrl?: string;
};

export type Supabase = { app: App; handle: Handler; close: () => Promise<void> };

// Must be set before an App is created; without it there is no schema `storage`, which the migrations need.
setExperimental('storage', true);

/** PostgREST, Auth and Storage like a hosted project's, on a local Postgres. */
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
      email: { enable_signup: true, enable_confirmations: true, otp_expiry: 3600, template: emailTemplates },
    },
    storage: { enabled: true, file_size_limit: '20MiB' },
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

/** Must match supabase/config.toml, which configures a hosted project. */
const emailTemplates = {
  confirmation: template('confirmation', 'Confirm your email address'),
  recovery: template('recovery', 'Choose a new password'),
  magic_link: template('magic_link', 'Your link to sign in'),
  email_change: template('email_change', 'Confirm your new email address'),
};

function template(name: string, subject: string) {
  return { subject, content_path: path.join(root, 'supabase', 'templates', `${name}.html`) };
}
