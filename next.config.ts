import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { servedWidths } from './lib/picture-sizes';
import { assetPatterns } from './lib/proxy/assets';

/** Sent with every response. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
];

const config: NextConfig = {
  // The tests' build must not overwrite the build from which a running shop is served.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // A build checks no tests or scripts: some need types that only `next typegen` writes, which runs only for .next.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  experimental: {
    // for paths that match no route
    globalNotFound: true,
    // a proof of payment is at most 5 MB, a bank statement 2 MB
    serverActions: { bodySizeLimit: '6mb' },
  },
  poweredByHeader: false,
  // Not bundled: the first uses dynamic requires, the others load WebAssembly in a worker thread.
  serverExternalPackages: ['paystack-node', 'heic-decode', '@hyzyla/pdfium'],
  images: {
    formats: ['image/avif', 'image/webp'],
    deviceSizes: servedWidths,
    // any other path could be a page, which the image optimizer would request on behalf of the visitor
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
