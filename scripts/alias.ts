import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './part.ts';

/**
 * Lets node load the app's modules, which import each other by the alias `@/` and without file extensions. A script that uses
 * them imports this module first and then the app's modules dynamically.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const target = specifier.startsWith('@/')
      ? pathToFileURL(path.join(root, specifier.slice(2))).href
      : specifier;
    if (!/^(file:|\.)/.test(target)) return nextResolve(target, context);
    for (const extension of ['', '.ts']) {
      try {
        return nextResolve(target + extension, context);
      } catch (error) {
        if (!['ERR_MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT'].includes(codeOf(error))) throw error;
      }
    }
    return nextResolve(`${target}/index.ts`, context);
  },
});

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
