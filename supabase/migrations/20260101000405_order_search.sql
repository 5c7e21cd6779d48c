-- Order search: the searchable text of an order is one row, maintained by triggers and indexed by trigrams.

create extension if not exists pg_trgm with schema extensions;
-- for an index on both a slice and the trigrams of a text
create extension if not exists btree_gin with schema extensions;
create extension if not exists unaccent with schema extensions;

-- Normalizing text

-- Removes invisible characters, which come with text that is copied from chats and contacts. The fields of an order are stored without
-- them, too (lib/text.ts).
create function private.read_search(input text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return trim(regexp_replace(input, '[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g'));
end $$;

-- Removes accents and apostrophes, however they were composed, and keeps the case. Letters that do not decompose (ø, ß, Hausa ɗ) are
-- replaced by unaccent's dictionary.
create function private.strip_accents(value text)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return regexp_replace(extensions.unaccent(regexp_replace(normalize(value, nfkd),
    -- a standalone accent decomposes to a space and an accent; people type it as an apostrophe
    ' [\u0300\u0301\u0313]|[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g')),
    '[''`\u02b9\u02bb-\u02bf\u2018-\u201b\u2032\u2035\u05f3\ua78b\ua78c]', '', 'g');
end $$;

-- Words with single spaces between them, in lower case without accents. Hyphens, slashes, commas and brackets separate words; the
-- characters of email addresses do not.
create function private.search_text(value text)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return trim(regexp_replace(lower(private.strip_accents(private.read_search(value))),
    '([\s,;:/\\()<>"#|\[\]\u2010-\u2015\u2212-]|\.(?=\s|$))+', ' ', 'g'));
end $$;

-- The digits that identify a phone number in a search: without the country code and leading zeros, at most ten. Null if the search is not a
-- phone number.
create function private.phone_search_digits(search text)
returns text
language sql immutable
set search_path = ''
as $$
  select nullif(ltrim(right(regexp_replace(plain, '\(0\)|\D', '', 'g'), 10), '0'), '')
  from regexp_replace(normalize(search, nfkc), '[\s\u2010-\u2015\u2212]', '-', 'g') as plain
  where plain ~ '^[0-9()+./-]+$'
$$;

-- The canonical form of an order number that was typed or read out: accepts lower case, a missing hyphen, O for 0, I or L for 1.
create function private.read_order_number(input text)
returns text
language sql immutable
set search_path = ''
as $$
  select left(letters, 4) || '-' || substr(letters, 5)
  from translate(upper(regexp_replace(input, '[^0-9A-Za-z]', '', 'g')), 'OIL', '011') as letters
$$;

-- The searched text

-- A separate table: if these were columns of `orders`, every change of an order would rewrite their trigrams.
create table private.order_search (
  shop_id uuid not null,
  order_id uuid not null,
  -- the shop and the quarter in which the order was placed (private.search_slice): the partition that one index lookup is limited to
  slice text not null,
  -- number, buyer, place and items: for staff with `orders.read`
  facts text not null,
  -- references of attempts and payments, the gateway's and the bank's: for staff with `payments.read`
  money text not null default '',
  -- begins with a space, so that word prefixes can be searched
  words text not null generated always as (' ' || facts || ' ' || money) stored,
  primary key (shop_id, order_id),
  foreign key (shop_id, order_id) references public.orders (shop_id, id) on delete cascade
);
-- no pending list, which every lookup would have to read
create index order_search_words_idx on private.order_search using gin (slice, words extensions.gin_trgm_ops)
  with (fastupdate = off);
alter table private.order_search enable row level security;

create function private.search_slice(shop_id uuid, placed_at timestamptz)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return shop_id || to_char(placed_at at time zone 'UTC', ' YYYY-Q');
end $$;

create function private.order_search_text(orders public.orders)
returns text
language plpgsql stable
set search_path = ''
as $$
begin
  return private.search_text(concat_ws(' ', orders.number, replace(orders.number, '-', ''), orders.name, orders.email,
    regexp_replace(orders.phone, '\D', '', 'g'), orders.shipping_address ->> 'city', orders.shipping_address ->> 'region', (
      select string_agg(concat_ws(' ', items.sku, items.name, items.option_value), ' ' order by items.position)
      from public.order_items as items where items.shop_id = orders.shop_id and items.order_id = orders.id)));
end $$;

-- All items of an order are inserted in one statement.
create function private.search_new_items()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into private.order_search (shop_id, order_id, slice, facts)
  select orders.shop_id, orders.id, private.search_slice(orders.shop_id, orders.placed_at), private.order_search_text(orders)
  from public.orders where (orders.shop_id, orders.id) in (select items.shop_id, items.order_id from new_items as items)
  on conflict (shop_id, order_id) do update set facts = excluded.facts;
  return null;
end $$;

create trigger search_new_items after insert on public.order_items referencing new table as new_items
for each statement execute function private.search_new_items();

create function private.search_changed_order()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  update private.order_search as found
  set slice = private.search_slice(new.shop_id, new.placed_at), facts = private.order_search_text(new)
  where found.shop_id = new.shop_id and found.order_id = new.id;
  return null;
end $$;

create trigger search_changed_order after update of email, phone, name, shipping_address, placed_at on public.orders
for each row execute function private.search_changed_order();

-- Makes an order findable by a reference of its money, from the column that the trigger names. It stays findable by the reference even if
-- the money turns out to be another order's. Our own ids are left out.
create function private.search_reference()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_reference text := private.search_text(regexp_replace(to_jsonb(new) ->> tg_argv[0],
    '[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}', '', 'g'));
begin
  if v_reference <> '' then
    update private.order_search as found set money = concat_ws(' ', nullif(found.money, ''), v_reference)
    where found.shop_id = new.shop_id and found.order_id = new.order_id
      and position(' ' || v_reference || ' ' in ' ' || found.money || ' ') = 0;
  end if;
  return null;
end $$;

-- Searching

-- The conditions of a search on private.order_search (`found`); a row matches if one of them holds. Words match in any order and inside
-- other words (seun in Oluwaseun), but one or two letters only at the start of a word. Phone and order numbers match however they are
-- written. `sees_money`: also searches the references of payments. Empty if the search has no searchable text.
create function private.search_conditions(search text, sees_money boolean)
returns text[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_input text := left(private.read_search(search), 200);
  v_phone_digits text := private.phone_search_digits(v_input);
  v_number text := private.read_order_number(v_input);
  v_conditions text[];
begin
  -- a phone number is searched as one word: its parts would match inside other numbers
  v_conditions := array[case when v_phone_digits is null then (
    select string_agg(private.word_condition(regexp_replace(word, '^[+0]+(?=\d{6})', ''), sees_money), ' and ')
    from (select distinct word from regexp_split_to_table(private.search_text(v_input), '\s+') as word
      where word ~ '[[:alnum:]]') as words)
    else private.word_condition(private.search_text(v_input), sees_money) end];
  if length(v_phone_digits) >= 4 then
    v_conditions := v_conditions || private.word_condition(v_phone_digits, sees_money);
  end if;
  if length(v_number) = 9 then
    v_conditions := v_conditions || private.word_condition(lower(replace(v_number, '-', '')), sees_money);
  end if;
  return array_remove(v_conditions, null);
end $$;

create function private.word_condition(word text, sees_money boolean)
returns text
language sql immutable
set search_path = ''
as $$
  -- a pattern without three letters in a row has only the trigram of a word's beginning
  select format(case when sees_money then 'found.words like %1$L' else 'found.words like %1$L and '' '' || found.facts like %1$L' end,
    case when word ~ '[[:alnum:]]{3}' then '%' else '% ' end || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%')
$$;

-- The orders of a shop that match a search, newest first or from a given order on, as list_orders pages them. `among` is an additional
-- condition on `orders`. A search with many matches finds a full page among the newest thousand orders. Any other search reads quarter by
-- quarter until the page is full, so that it reads no more quarters than it needs.
-- Long because both of its queries are built here, from the same parts.
create function private.search_orders(
  shop_id uuid, search text, sees_money boolean, among text,
  from_placed_at timestamptz, from_id uuid, upwards boolean, max_rows int
)
returns uuid[]
language plpgsql stable
set search_path = ''
as $$
declare
  v_conditions text[] := private.search_conditions(search, sees_money);
  -- one index lookup for each condition: for an `or`, the planner may prefer to read the whole slice
  v_hits text := (
    select string_agg('select found.order_id from private.order_search as found where found.slice = $5 and ' || way, ' union ')
    from unnest(v_conditions) as way);
  v_keyset text := case when from_placed_at is null then 'true'
    else format('placed_at %1$s= $2 and (placed_at %1$s $2 or id %1$s $3)', case when upwards then '>' else '<' end) end;
  v_order text := case when upwards then 'placed_at, id' else 'placed_at desc, id desc' end;
  v_ids uuid[];
  v_is_all boolean;
  v_oldest timestamp;
  v_newest timestamp;
  v_quarter timestamp;
  v_more uuid[];
begin
  if v_conditions = '{}' then
    return '{}';
  end if;
  -- each match is looked up in a subquery: with a join the planner may read whole tables, since it guesses the number of matches
  execute format($near$
    with near as materialized (select * from public.orders where shop_id = $1 and %1$s order by %2$s limit 1000)
    select (select count(*) from near) < 1000, array(
      select id from near as orders
      where %4$s and (select %3$s from private.order_search as found where found.shop_id = $1 and found.order_id = orders.id)
      order by %2$s limit $4) $near$, v_keyset, v_order, array_to_string(v_conditions, ' or '), among)
  into v_is_all, v_ids using shop_id, from_placed_at, from_id, max_rows;
  if v_is_all or cardinality(v_ids) >= max_rows then
    return v_ids;
  end if;

  v_ids := '{}';
  v_oldest := (select min(orders.placed_at) at time zone 'UTC' from public.orders where orders.shop_id = search_orders.shop_id);
  v_newest := (select max(orders.placed_at) at time zone 'UTC' from public.orders where orders.shop_id = search_orders.shop_id);
  if from_placed_at is not null and upwards then
    v_oldest := from_placed_at at time zone 'UTC';
  elsif from_placed_at is not null then
    v_newest := from_placed_at at time zone 'UTC';
  end if;
  for v_quarter in
    select quarters from generate_series(date_trunc('quarter', v_oldest), v_newest, interval '3 months') as quarters
    order by case when upwards then quarters end, quarters desc
  loop
    execute format($quarter$
      with hits as materialized (%3$s)
      select array(select id from (
        select order_id as id, (
          select orders.placed_at from public.orders where orders.id = hits.order_id and %1$s and %4$s) as placed_at
        from hits offset 0) as found
      where placed_at is not null order by %2$s limit $4) $quarter$, v_keyset, v_order, v_hits, among)
    into v_more
    using shop_id, from_placed_at, from_id, max_rows - cardinality(v_ids),
      private.search_slice(shop_id, v_quarter at time zone 'UTC');
    v_ids := v_ids || v_more;
    exit when cardinality(v_ids) >= max_rows;
  end loop;
  return v_ids;
end $$;
