import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { App } from '@supabase/lite';
import { z } from 'zod';

type Adapter = NonNullable<App['_storageAdapter']>;
type Metadata = Awaited<ReturnType<Adapter['headObject']>>;

/** Stores uploads in a folder as `bucket/key`, each with a small metadata file. (Lite does not export its own adapter.) */
export class FolderStorage implements Adapter {
  driver = fs;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
  }

  async uploadObject(
    bucket: string,
    key: string,
    _version: string | undefined,
    body: Parameters<Adapter['uploadObject']>[3],
    mimetype: string,
    cacheControl: string,
  ): Promise<Metadata> {
    const file = this.fileOf(bucket, key);
    const data = body instanceof Uint8Array ? body : await bytesOf(body);
    const eTag = `"${createHash('md5').update(data).digest('hex')}"`;
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, data);
    await fs.writeFile(metadataFileOf(file), JSON.stringify({ mimetype, cacheControl, eTag }));
    return this.metadata(file);
  }

  async getObject(
    bucket: string,
    key: string,
    _version: string | undefined,
    headers?: Parameters<Adapter['getObject']>[3],
  ) {
    const file = this.fileOf(bucket, key);
    const metadata = await this.metadata(file);
    if (headers?.ifNoneMatch === metadata.eTag) return { httpStatusCode: 304, metadata };
    return { httpStatusCode: 200, metadata, body: await fs.readFile(file) };
  }

  async headObject(bucket: string, key: string) {
    return this.metadata(this.fileOf(bucket, key));
  }

  async deleteObject(bucket: string, key: string) {
    const file = this.fileOf(bucket, key);
    await Promise.all([fs.rm(file, { force: true }), fs.rm(metadataFileOf(file), { force: true })]);
  }

  async deleteObjects(bucket: string, keys: string[]) {
    await Promise.all(keys.map((key) => this.deleteObject(bucket, key)));
  }

  async copyObject(
    fromBucket: string,
    fromKey: string,
    _fromVersion: string | undefined,
    toBucket: string,
    toKey: string,
  ) {
    const from = this.fileOf(fromBucket, fromKey);
    const to = this.fileOf(toBucket, toKey);
    await fs.mkdir(path.dirname(to), { recursive: true });
    await Promise.all([fs.copyFile(from, to), fs.copyFile(metadataFileOf(from), metadataFileOf(to))]);
    const { eTag, lastModified } = await this.metadata(to);
    return { httpStatusCode: 200, eTag, lastModified };
  }

  async privateAssetUrl(bucket: string, key: string) {
    return `file://${this.fileOf(bucket, key)}`;
  }

  private fileOf(bucket: string, key: string): string {
    const file = path.resolve(this.folder, bucket, key);
    if (!file.startsWith(this.folder + path.sep))
      throw new Error('The file name points outside the storage folder.');
    return file;
  }

  private async metadata(file: string): Promise<Metadata> {
    const stored = metadataSchema.parse(JSON.parse(await fs.readFile(metadataFileOf(file), 'utf8')));
    const { size, mtime } = await fs.stat(file);
    return { ...stored, size, contentLength: size, lastModified: mtime };
  }
}

const metadataSchema = z.object({ mimetype: z.string(), cacheControl: z.string(), eTag: z.string() });

function metadataFileOf(file: string): string {
  return `${file}.meta.json`;
}

async function bytesOf(body: Exclude<Parameters<Adapter['uploadObject']>[3], Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(Readable.fromWeb(body as ReadableStream)));
}
