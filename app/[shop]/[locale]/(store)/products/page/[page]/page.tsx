export { default, generateMetadata } from '../../page';

export const ensureStatic = 'navigation';
export const instant = false;

/** Next requires one page at build time; this one is a 404. Later pages are rendered on their first request. */
export const generateStaticParams = () => [{ page: '-' }];
