-- Product search: the searchable text of a product and its variants is one row, maintained by triggers and indexed by trigrams.

create table private.product_search (
  shop_id uuid not null,
  product_id uuid not null,
  -- copied from products, because matches are sorted by it
  name text not null,
  -- of the product itself
  facts text not null,
  -- of its variants: SKU, barcode and option
  variant_facts text not null default '',
  -- begins with a space, so that word prefixes can be searched
  words text not null generated always as (' ' || facts || ' ' || variant_facts) stored,
  primary key (shop_id, product_id),
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index product_search_name_idx on private.product_search (shop_id, name, product_id);
create index product_search_words_idx on private.product_search using gin (shop_id, words extensions.gin_trgm_ops)
  with (fastupdate = off);
alter table private.product_search enable row level security;

create function private.variant_search_text(variant public.variants)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return private.search_text(concat_ws(' ', variant.sku, variant.barcode, variant.option_value));
end $$;

create function private.search_product()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into private.product_search (shop_id, product_id, name, facts)
  values (new.shop_id, new.id, new.name, private.search_text(new.name))
  on conflict (shop_id, product_id) do update set name = excluded.name, facts = excluded.facts;
  return null;
end $$;

create trigger search_product after insert or update of name on public.products
for each row execute function private.search_product();

-- Rewrites the text of each product whose variants were changed by one statement.
create function private.search_variants()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update private.product_search as found
  set variant_facts = coalesce((
    select string_agg(private.variant_search_text(variants), ' ' order by variants.position, variants.id)
    from public.variants where variants.shop_id = found.shop_id and variants.product_id = found.product_id), '')
  where (found.shop_id, found.product_id) in (select changed.shop_id, changed.product_id from changed);
  return null;
end $$;

create trigger search_new_variants after insert on public.variants referencing new table as changed
for each statement execute function private.search_variants();
create trigger search_changed_variants after update on public.variants referencing new table as changed
for each statement execute function private.search_variants();
create trigger search_deleted_variants after delete on public.variants referencing old table as changed
for each statement execute function private.search_variants();

-- A search as a condition on private.product_search (`found`): words in any order. Each may be a part of a longer word; one or two letters
-- only its beginning. Null if the search is empty; false if it has no letter or digit.
create function private.product_search_condition(search text)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  if coalesce(trim(search), '') = '' then
    return null;
  end if;
  return (
    select coalesce(string_agg(private.word_condition(word, true), ' and '), 'false')
    from (select distinct word from regexp_split_to_table(private.search_text(left(private.read_search(search), 200)), '\s+') as word
      where word ~ '[[:alnum:]]') as words
  );
end $$;
