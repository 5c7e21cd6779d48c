/** Whether each product fits the rule of each collection, computed anew; rules about the fields in `skipped` are left out. */
const memberships = (skipped: string) => `
  select collections.slug as collection, products.slug as product, fitting.fits, members.product_id is not null as is_member
  from collections join products on products.shop_id = collections.shop_id
  left join collection_products as members on members.collection_id = collections.id and members.product_id = products.id
  cross join lateral (
    select case collections.rule ->> 'match' when 'all' then bool_and(fits) else bool_or(fits) end
        and products.archived_at is null as fits,
      bool_or(field in (${skipped})) as is_skipped
    from (
      select asked ->> 'field' as field, coalesce(case asked ->> 'field'
        when 'tag' then exists (select from product_tags as tags
          where tags.product_id = products.id and tags.tag = asked ->> 'value')
        when 'category' then products.category_id in (select id from categories where asked ->> 'value' in (
          categories.id::text, categories.parent_id::text,
          (select above.parent_id::text from categories as above where above.id = categories.parent_id)))
        when 'condition' then products.condition::text = asked ->> 'value'
        when 'price_from' then cheapest >= (asked ->> 'value')::bigint
        when 'price_to' then cheapest <= (asked ->> 'value')::bigint
        when 'on_sale' then exists (select from variants
          where variants.product_id = products.id and is_active and compare_at_minor is not null)
        when 'in_stock' then exists (select from variants left join inventory on inventory.variant_id = variants.id
          where variants.product_id = products.id and is_active and (not is_tracked or on_hand - committed > (
            select coalesce(sum(quantity), 0) from inventory_locks as locks
            where locks.variant_id = variants.id and locks.expires_at > now())))
        when 'added_within' then products.created_at > now() - make_interval(days => (asked ->> 'value')::int) end, false) as fits
      from jsonb_array_elements(collections.rule -> 'conditions') as asked,
        lateral (select min(price_minor) as cheapest from variants where variants.product_id = products.id and is_active) as prices
    ) as conditions
  ) as fitting
  where collections.shop_id = $1 and collections.rule is not null and not is_skipped`;

const outcomes = (column: string) => `(
  select coalesce(jsonb_object_agg(name, rows), '{}') from (
    select ${column} as name, count(*) as rows from import_rows where import_id = jobs.id and ${column} is not null group by 1) as done)`;

/** What must hold for the catalogue and its imports, as in invariants.ts. */
export const catalogueInvariants: Record<string, string> = {
  // a range: the undo removes only what is left of a new variant, which may be less than the import added
  '2 the stock movements of an import equal the changes of its rows, and its undo takes them back': `
    select file_name, variant_id, moved.units, expected.from_units, expected.to_units from (
      select jobs.file_name, moves.variant_id, sum(delta + least(back, other)) as from_units, sum(delta + greatest(back, other)) as to_units
      from import_rows as rows join import_jobs as jobs on jobs.id = rows.import_id
      cross join lateral (
        select key::uuid as variant_id, (value -> 'on_hand' ->> 1)::int - (value -> 'on_hand' ->> 0)::int as delta, false as is_new
        from jsonb_each(rows.changes -> 'variants') where value ? 'on_hand'
        union all
        select key::uuid, value::int, true from jsonb_each_text(rows.changes -> 'added')
      ) as moves
      cross join lateral (select
        case when undo_outcome in ('undone', 'partly') then -delta else 0 end as back,
        case when undo_outcome = 'undone' and not is_new then -delta else 0 end as other) as undone
      where rows.shop_id = $1 group by 1, 2
    ) as expected
    full join (
      select note as file_name, variant_id, sum(on_hand_delta) as units from stock_movements
      where shop_id = $1 and reason = 'import' group by 1, 2
    ) as moved using (file_name, variant_id)
    where coalesce(moved.units, 0) not between coalesce(from_units, 0) and coalesce(to_units, 0)`,

  'the counts of an import are those of its products': `
    select file_name, total, check_counts, jobs.counts, undo_counts from import_jobs as jobs
    where shop_id = $1 and state not in ('uploaded', 'failed') and (total <> (select count(*) from import_rows where import_id = jobs.id)
      or (check_counts, jobs.counts, undo_counts) is distinct from (${outcomes('check_outcome')}, ${outcomes('outcome')}, ${outcomes('undo_outcome')}))`,

  // rules about time and stock are left out: their products are updated later
  'a collection by rule contains exactly the products that match the rule': `
    select * from (${memberships(`'in_stock', 'added_within'`)}) as each where fits <> is_member`,
};

/** The last one, with rules about stock too; it holds once the changes of stock have been claimed. */
export const staleCollections = `select * from (${memberships(`'added_within'`)}) as each where fits <> is_member`;
