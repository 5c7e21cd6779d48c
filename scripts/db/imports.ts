import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../part.ts';
import { code, mermaid, sorted } from './sections.ts';

/** The areas of the code and their path prefixes. A path that matches several belongs to the first. */
const AREAS: Record<string, string[]> = {
  'app/admin': ['app/admin/', 'app/(auth)/'],
  'app/api': ['app/api/'],
  'app/[shop]': ['app/[shop]/'],
  'app/global-*': ['app/'],
  'components/admin': ['components/admin/'],
  'components/store': ['components/store/'],
  'components/emails': ['components/emails/'],
  'components/ui': ['components/ui/'],
  'lib/admin': ['lib/admin/'],
  'lib/store': ['lib/store/'],
  'lib/jobs': ['lib/jobs/'],
  'lib/webhooks': ['lib/webhooks/'],
  'lib/notifications': ['lib/notifications/'],
  'lib/payments': ['lib/payments/'],
  'lib/supabase': ['lib/supabase/'],
  proxy: ['proxy.ts', 'lib/proxy/'],
  'lib/<noun>': ['lib/'],
};

/** Nearly every area imports these. Arrows to them would hide all others, so they are listed as text. */
const COMMON = ['components/ui', 'lib/<noun>', 'lib/supabase'];

type Import = { from: string; to: string };

/** Draws the architecture from the imports: which area imports which and, within the kernel, which noun. Leaves out tests. */
export function describeImports(): string {
  const imports = readImports();
  const areas = between(imports, (file) => {
    return Object.entries(AREAS).find(([, prefixes]) =>
      prefixes.some((prefix) => file.startsWith(prefix)),
    )?.[0];
  });
  const nouns = between(imports, (file) => {
    const noun = /^lib\/([^/]+)\//.exec(file)?.[1];
    return noun === undefined || ['admin', 'store', 'supabase'].includes(noun) ? undefined : noun;
  });
  const list = COMMON.map((area) => {
    const importers = sorted(areas.filter(({ to }) => to === area).map(({ from }) => code(from)));
    return `- ${code(area)} is imported by ${importers.join(', ')}.`;
  });
  return [
    diagram(areas.filter(({ to }) => !COMMON.includes(to))),
    list.join('\n'),
    'Within the kernel, which noun imports which (all may import `lib/supabase` and the files of `lib` itself):',
    diagram(nouns),
  ].join('\n\n');
}

function readImports(): Import[] {
  const sources = globSync(['proxy.ts', '{app,components,lib}/**/*.{ts,tsx}'], {
    cwd: root,
    exclude: ['**/*.test.*'],
  });
  return sources.flatMap((from) => {
    const source = readFileSync(path.join(root, from), 'utf8');
    // Other folders are imported with `@/` (biome.jsonc). A subfolder may be imported with `./`: left out.
    const found = source.matchAll(/'@\/((?:app|components|lib)\/[^']+)(?<!\.css)'/g);
    return [...found].map(([, to = '']) => ({ from, to }));
  });
}

/** The pairs of areas in which one imports the other, each once. */
function between(imports: Import[], areaOf: (file: string) => string | undefined): Import[] {
  const pairs = imports.flatMap(({ from, to }) => {
    const [here, there] = [areaOf(from), areaOf(to)];
    return here && there && here !== there ? [`${here} ${there}`] : [];
  });
  return sorted(pairs).map((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return { from, to };
  });
}

function diagram(arrows: Import[]): string {
  const id = (area: string) => area.replaceAll(/\W+/g, '_');
  const areas = sorted(arrows.flatMap(({ from, to }) => [from, to]));
  // Mermaid would read angle brackets as tags.
  const nodes = areas.map((area) => `  ${id(area)}["${area.replace('<', '#lt;').replace('>', '#gt;')}"]`);
  return mermaid('flowchart TD', ...nodes, ...arrows.map(({ from, to }) => `  ${id(from)} --> ${id(to)}`));
}
