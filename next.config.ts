import type { NextConfig } from 'next';

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
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  // three root layouts have no not-found page in common
  experimental: { globalNotFound: true },
  poweredByHeader: false,
  // CommonJS with its own dynamic requires: it is loaded by Node as it is.
  serverExternalPackages: ['paystack-node'],
  images: { formats: ['image/avif', 'image/webp'] },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
