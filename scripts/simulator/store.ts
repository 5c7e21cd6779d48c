import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Delivery, Dispute, Refund, Transaction } from './records.ts';

/**
 * The simulator's data in one SQLite file: a used reference stays used after a restart, and a SIGKILL loses nothing that was
 * confirmed. Rows are JSON documents; the indexed columns are generated from them.
 */
export class Store {
  readonly transactions: Rows<Transaction>;
  readonly refunds: Rows<Refund>;
  readonly disputes: Rows<Dispute>;
  readonly deliveries: Rows<Delivery>;
  readonly #db: DatabaseSync;

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#db = new DatabaseSync(path.join(dir, 'paystack.sqlite'));
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000');
    this.#db.exec(
      'create table if not exists settings (id integer primary key check (id = 1), body text not null)',
    );
    this.transactions = new Rows(this.#db, 'transactions', {
      reference: 'unique',
      access_code: 'unique',
      due_at: '',
    });
    this.refunds = new Rows(this.#db, 'refunds', { transaction_id: '', due_at: '' });
    this.disputes = new Rows(this.#db, 'disputes', { transaction_id: '' });
    this.deliveries = new Rows(this.#db, 'deliveries', { reference: '', due_at: '' });
  }

  readSettings(): unknown {
    const row = this.#db.prepare('select body from settings').get();
    return row ? JSON.parse(String(row.body)) : {};
  }

  writeSettings(settings: unknown): void {
    const upsert = 'insert into settings values (1, ?) on conflict (id) do update set body = excluded.body';
    this.#db.prepare(upsert).run(JSON.stringify(settings));
  }

  close(): void {
    this.#db.close();
  }
}

type Document = { id: number; due_at: number | null };

class Rows<Row extends Document> {
  readonly #db: DatabaseSync;
  readonly #name: string;
  readonly #write: StatementSync;

  constructor(db: DatabaseSync, name: string, indexed: Record<string, '' | 'unique'>) {
    this.#db = db;
    this.#name = name;
    const columns = Object.keys(indexed).map(
      (column) => `, ${column} generated always as (body ->> '${column}')`,
    );
    db.exec(
      `create table if not exists ${name} (id integer primary key, body text not null${columns.join('')})`,
    );
    for (const [column, unique] of Object.entries(indexed)) {
      db.exec(`create ${unique} index if not exists ${name}_${column} on ${name} (${column})`);
    }
    this.#write = db.prepare(
      `insert into ${name} (id, body) values (?, ?) on conflict (id) do update set body = excluded.body`,
    );
  }

  /** Ids have eleven digits, more than 32 bits like the real ones, and are not reused after the file was deleted. */
  add(row: Omit<Row, 'id'>): Row {
    const last = this.#db.prepare(`select max(id) as id from ${this.#name}`).get();
    const id = Math.max(Number(last?.id ?? 0) + 1, 20_000_000_000 + Math.floor(Date.now() / 100));
    return this.save({ ...row, id } as Row);
  }

  save(row: Row): Row {
    this.#write.run(row.id, JSON.stringify(row));
    return row;
  }

  get(id: number): Row | undefined {
    return this.#select('where id = ?', id)[0];
  }

  where(column: string, value: string | number): Row[] {
    return this.#select(`where ${column} = ? order by id`, value);
  }

  /** Rows that are due, oldest first. */
  due(now: number): Row[] {
    return this.#select('where due_at <= ? order by due_at, id', now);
  }

  /** Newest first. */
  latest(limit: number): Row[] {
    return this.#select('order by id desc limit ?', limit);
  }

  #select(rest: string, ...values: (string | number)[]): Row[] {
    const rows = this.#db.prepare(`select body from ${this.#name} ${rest}`).all(...values);
    return rows.map((row) => JSON.parse(String(row.body)) as Row);
  }
}
