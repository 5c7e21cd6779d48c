import { describe, expect, test } from 'vitest';
import { call, expectRefusal, person, refusalOf, server } from './caller.ts';
import { testDatabase } from './database.ts';
import { openShop } from './fixtures.ts';
import { times } from './gate.ts';
import { add, addPicture, drawn, upload } from './media.ts';
import { catalog } from './products.ts';

const { sql } = await testDatabase();
const shop = await openShop(sql);

describe('an upload', () => {
  test('becomes a picture of the library, and the log records who added it', async () => {
    const media = await addPicture(sql, shop, { file_name: '  Red shirt.HEIC ' });
    expect(media).toMatchObject({ file_name: 'Red shirt.HEIC', alt: '', focal_x: 0.5, use_count: 0 });
    expect(media).not.toHaveProperty('sha256');
    expect(
      await sql`select actor, action from activity_logs where entity_type = 'media' and entity_id = ${media.media_id}`,
    ).toEqual([{ actor: shop.staff.catalog, action: 'add_media' }]);
  });

  test('is used once, and only by the person who started it', async () => {
    const id = await upload(sql, shop);
    const other = call(sql, person(shop.staff.owner), 'add_media', { upload_id: id });
    expect(await other.catch(refusalOf)).toMatchObject({ status: 404, reason: 'upload_not_found' });
    await add(sql, shop, id);
    for (const again of [
      () => add(sql, shop, id),
      () => call(sql, server, 'record_media_upload', { upload_id: id, picture: drawn() }),
    ])
      await expectRefusal(sql, again, { status: 404, reason: 'upload_not_found', field: 'file' });
  });

  test('that our servers have not read yet cannot be added', async () => {
    const { upload_id } = await call<{ upload_id: string }>(sql, catalog(shop), 'start_media_upload', {
      ...{ shop: shop.slug, file_name: 'a.jpg' },
    });
    await expectRefusal(sql, () => add(sql, shop, upload_id), { reason: 'upload_not_found' });
    await call(sql, server, 'record_media_upload', { upload_id, picture: drawn() });
    await expectRefusal(
      sql,
      () => call(sql, server, 'record_media_upload', { upload_id, picture: drawn() }),
      { reason: 'upload_not_found' },
    );
  });

  test('of a file that the library already has gives the existing picture, also in a race', async () => {
    const file = drawn();
    const uploads = await Promise.all(times(4, () => upload(sql, shop, { ...file, src: drawn().src })));
    const added = await Promise.all(uploads.map((id) => add(sql, shop, id)));
    expect(added.filter(({ is_new }) => is_new)).toHaveLength(1);
    expect(new Set(added.map(({ media }) => media.media_id)).size).toBe(1);
    const elsewhere = await openShop(sql);
    expect(await add(sql, elsewhere, await upload(sql, elsewhere, file))).toMatchObject({ is_new: true });
  });

  test('that is not finished is listed for the person who started it, until they discard it', async () => {
    const at = await openShop(sql);
    const listed = (user = at.staff.catalog) =>
      call<{ upload_id: string; file_name: string; over_in: number }[]>(
        sql,
        person(user),
        'list_media_uploads',
        {
          shop: at.slug,
        },
      );
    const discard = (upload_id: string, user = at.staff.catalog) =>
      call(sql, person(user), 'discard_media_upload', { upload_id });
    const [old, young] = [
      await upload(sql, at, { file_name: 'old.jpg' }),
      await upload(sql, at, { file_name: 'young.jpg' }),
    ];
    await add(sql, at, await upload(sql, at));
    await sql`update media_uploads set created_at = now() - interval '10 minutes' where id = ${old}`;
    const [first, second, ...others] = await listed();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ upload_id: young, file_name: 'young.jpg' });
    expect(first?.over_in).toSatisfy((seconds: number) => seconds > 500 && seconds <= 600);
    expect(second).toEqual({ upload_id: old, file_name: 'old.jpg', over_in: 0 });
    expect(await listed(at.staff.owner)).toEqual([]);
    await expectRefusal(sql, () => discard(old, at.staff.owner), { reason: 'upload_not_found' });
    await discard(old);
    await expectRefusal(sql, () => discard(old), { status: 404, reason: 'upload_not_found' });
    expect(await listed()).toMatchObject([{ upload_id: young }]);
  });

  test('needs a name, and a shop can start only a limited number in an hour', async () => {
    const at = await openShop(sql);
    const start = (file_name: string | null) =>
      call(sql, catalog(at), 'start_media_upload', { shop: at.slug, file_name });
    for (const name of [null, '  ', 'x'.repeat(201)])
      await expectRefusal(sql, () => start(name), { status: 422, reason: 'invalid_file_name' });
    await sql`insert into rate_limits (bucket, key_hash, count)
      values ('media_upload', private.sha256(${at.id}::text), 600)
      on conflict on constraint rate_limits_pkey do update set count = 600`;
    await expectRefusal(sql, () => start('a.jpg'), { status: 429, reason: 'too_many_requests' });
  });

  test('that is abandoned is removed after a day', async () => {
    const [fresh, old] = [await upload(sql, shop), await upload(sql, shop)];
    await sql`update media_uploads set created_at = now() - interval '25 hours' where id = ${old}`;
    await call(sql, server, 'cleanup_stale_rows');
    expect(await sql`select id from media_uploads where id in (${fresh}, ${old})`).toEqual([{ id: fresh }]);
  });
});
