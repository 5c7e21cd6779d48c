import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { assetPatterns } from './lib/proxy/assets';

/** Sent with every answer. Static pages cannot carry a nonce, so scripts are held to our own origin instead. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
];

const config: NextConfig = {
  // A second build (the tests') must not overwrite the one that a running shop is served from.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // Without tests and scripts: some of those need the routes' types, which `next typegen` writes for the default folder alone.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  experimental: {
    // root layouts have no not-found page in common
    globalNotFound: true,
    // a proof of payment has up to 5 MB, a bank statement 2
    serverActions: { bodySizeLimit: '6mb' },
  },
  poweredByHeader: false,
  // Loaded by Node as they are: the first has dynamic requires of its own, the others bring WebAssembly for a worker thread.
  serverExternalPackages: ['paystack-node', 'heic-decode', '@hyzyla/pdfium'],
  images: {
    formats: ['image/avif', 'image/webp'],
    // what is no file would be a page, asked for in the visitor's name
    localPatterns: assetPatterns.map((pathname) => ({ pathname, search: '' })),
  },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

/** Messages are compiled with the build, so that no page loads a parser. */
const withMessages = createNextIntlPlugin({
  requestConfig: './lib/messages/request.ts',
  experimental: {
    messages: { path: './lib/messages', format: 'json', locales: 'infer', precompile: true },
  },
});

export default withMessages(config);
