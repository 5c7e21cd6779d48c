import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate, prepareDatabase, storeClientSecret } from '../../scripts/database.ts';
import type { Cluster } from '../../scripts/postgres.ts';
import { openThrowaway } from '../../scripts/throwaway.ts';
import { clientSecret } from './client-secret.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's URL of the cluster's own database `postgres`. */
    clusterUrl: string;
    /** Folder of this run; deleted when it ends. */
    runDir: string;
  }
}

/** Migrates one database, without the demo seed: the template that each test file clones (database.ts). */
export default async function setup(project: TestProject) {
  const { cluster, dir, close } = await openThrowaway();
  project.provide('clusterUrl', cluster.url());
  project.provide('runDir', dir);
  try {
    await makeTemplate(cluster);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}

async function makeTemplate(cluster: Cluster) {
  const sql = postgres(cluster.url(), { max: 1 });
  await sql`create database template_kedai`;
  await prepareDatabase(cluster.url('template_kedai'));
  await migrate(cluster.url('template_kedai', 'postgres'), { seed: false });
  await storeClientSecret(cluster.url('template_kedai'), clientSecret);
  await sql`alter database template_kedai is_template true allow_connections false`;
  await sql.end();
}
