-- The tree of a shop's categories: three levels at most.

-- Serializes changes to the tree of a shop's categories, so that two moves at once cannot make a cycle.
create function private.lock_categories(shop_id uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(shop_id || ':categories', 0));
end $$;

-- The ids of a category and all its descendants.
create function private.branch_of(category_id uuid)
returns uuid[]
language sql stable
set search_path = ''
as $$
  with recursive branch as (
    select categories.id, categories.shop_id, array[categories.id] as seen
    from public.categories where categories.id = branch_of.category_id
    union all
    select below.id, below.shop_id, branch.seen || below.id from branch
    join public.categories as below on below.shop_id = branch.shop_id and below.parent_id = branch.id
    where below.id <> all (branch.seen)
  )
  select coalesce(array_agg(branch.id), '{}') from branch
$$;

-- Sorts siblings: by position, then by id.
create function private.tree_key(category public.categories)
returns text
language sql immutable
set search_path = ''
return lpad((category.position::bigint + 2147483648)::text, 10, '0') || category.id;

-- The categories of a shop in tree order: each below its parent, siblings by position. `depth` of the top level is 1.
create function private.category_tree(shop_id uuid)
returns table (category public.categories, depth int, place bigint)
language sql stable
set search_path = ''
as $$
  with recursive tree as (
    select categories as category, array[private.tree_key(categories)] as trail
    from public.categories where categories.shop_id = category_tree.shop_id and categories.parent_id is null
    union all
    select below, tree.trail || private.tree_key(below) from tree
    join public.categories as below on below.shop_id = category_tree.shop_id and below.parent_id = (tree.category).id
  )
  select tree.category, cardinality(tree.trail), row_number() over (order by tree.trail collate "C") from tree
$$;

-- Refuses a fourth level (`category_too_deep`) and a cycle (`category_circle`, both 409).
create function private.check_category_tree()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_above uuid := new.parent_id;
  v_levels int := 1;
  v_below int;
begin
  if new.parent_id is null then
    return null;
  end if;
  perform private.lock_categories(new.shop_id);
  while v_above is not null and v_levels <= 3 loop
    if v_above = new.id then
      perform private.refuse(409, 'category_circle', field => 'parent_id');
    end if;
    v_above := (select above.parent_id from public.categories as above where above.shop_id = new.shop_id and above.id = v_above);
    v_levels := v_levels + 1;
  end loop;
  v_below := (select case when count(*) = 0 then 0 when count(deeper.id) = 0 then 1 else 2 end
    from public.categories as below
    left join public.categories as deeper on deeper.shop_id = below.shop_id and deeper.parent_id = below.id
    where below.shop_id = new.shop_id and below.parent_id = new.id);
  if v_levels + v_below > 3 then
    perform private.refuse(409, 'category_too_deep', field => 'parent_id');
  end if;
  return null;
end $$;

create trigger check_tree after insert or update of parent_id on public.categories
for each row execute function private.check_category_tree();
