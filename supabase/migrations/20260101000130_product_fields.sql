-- Questions that a product asks its shoppers, such as measurements or the text of an engraving, and the answers to them.

-- Types

create type public.field_kind as enum ('text', 'long_text', 'number', 'choice');

-- Tables

create table public.product_fields (
  id uuid primary key default gen_random_uuid(),
  shop_id uuid not null,
  product_id uuid not null,
  position int not null constraint product_fields_position_check check (position between 1 and 10),
  kind public.field_kind not null,
  label text not null constraint product_fields_label_check check (length(label) between 1 and 80),
  -- one line under the field
  help text not null default '' constraint product_fields_help_check check (length(help) <= 200),
  is_required boolean not null default false,
  -- characters of a text; null: as many as the kind allows (private.max_answer_length)
  max_length int constraint product_fields_max_length_check check (max_length between 1 and 1000),
  -- of a number; null: no limit
  min_value numeric(12, 3),
  max_value numeric(12, 3) constraint product_fields_max_value_check check (max_value >= min_value),
  -- in the order in which they are shown
  choices text[] not null default '{}' constraint product_fields_choices_check
    check (cardinality(choices) <= 100 and (kind = 'choice') = (cardinality(choices) > 0) and length(array_to_string(choices, '')) <= 6000
      and array_position(choices, null) is null and array_position(choices, '') is null),
  -- checked after each statement, so that two fields can swap their places; with the check above: ten at most
  constraint product_fields_position_key exclude using btree (product_id with =, position with =) deferrable,
  foreign key (shop_id, product_id) references public.products (shop_id, id) on delete cascade
);
create index product_fields_product_idx on public.product_fields (shop_id, product_id, position);

create trigger log_edit after insert or update or delete on public.product_fields
for each row execute function private.log_edit('product', 'product_id', 'product_id');

-- Policies and grants

alter table public.product_fields enable row level security;

create policy select_public on public.product_fields for select to anon, authenticated
  using (exists (select from public.products where products.id = product_fields.product_id));
create policy insert_staff on public.product_fields for insert to authenticated
  with check (shop_id in (select private.permitted_shops('catalog.write')));
create policy update_staff on public.product_fields for update to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')))
  with check (shop_id in (select private.permitted_shops('catalog.write')));
create policy delete_staff on public.product_fields for delete to authenticated
  using (shop_id in (select private.permitted_shops('catalog.write')));

grant select (id, shop_id, product_id, position, kind, label, help, is_required, max_length, min_value, max_value, choices)
  on public.product_fields to anon;
grant select, insert, update, delete on public.product_fields to authenticated, service_role;

-- What staff edit

-- The questions of a product, in their order: [{ field_id, kind, label, help, is_required, max_length, min_value, max_value, choices }].
create function private.fields_of(product_id uuid)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('field_id', fields.id, 'kind', fields.kind, 'label', fields.label, 'help', fields.help,
      'is_required', fields.is_required, 'max_length', fields.max_length, 'min_value', fields.min_value, 'max_value', fields.max_value,
      'choices', fields.choices) order by fields.position), '[]')
    from public.product_fields as fields where fields.product_id = fields_of.product_id
  );
end $$;

-- Replaces the questions of a product by those of the list, in its order; one with a `field_id` keeps its id. Settings that its kind does
-- not have are dropped. Refuses `too_many_fields`, `duplicate_field`, `duplicate_choice` (422), `unknown_field` (404).
create function private.save_fields(product public.products, fields jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_given jsonb := fields;
begin
  if jsonb_array_length(v_given) > 10 then
    perform private.refuse(422, 'too_many_fields', jsonb_build_object('max', 10), 'fields');
  elsif exists (select from jsonb_array_elements(v_given) as given where given ->> 'field_id' is not null and not exists (
    select from public.product_fields as stored where stored.product_id = product.id and stored.id = (given ->> 'field_id')::uuid)) then
    perform private.refuse(404, 'unknown_field', field => 'fields');
  elsif exists (select from jsonb_array_elements(v_given) as given group by (given ->> 'field_id')::uuid
    having count(given ->> 'field_id') > 1) then
    perform private.refuse(422, 'duplicate_field', field => 'fields');
  end if;
  delete from public.product_fields as gone
  where gone.product_id = product.id and gone.id not in (select (given ->> 'field_id')::uuid from jsonb_array_elements(v_given) as given
    where given ->> 'field_id' is not null);
  insert into public.product_fields as stored
    (id, shop_id, product_id, position, kind, label, help, is_required, max_length, min_value, max_value, choices)
  select coalesce((given ->> 'field_id')::uuid, gen_random_uuid()), product.shop_id, product.id, list.position,
    (given ->> 'kind')::public.field_kind, trim(given ->> 'label'), coalesce(trim(given ->> 'help'), ''),
    coalesce((given ->> 'is_required')::boolean, false),
    case when given ->> 'kind' in ('text', 'long_text') then (given ->> 'max_length')::int end,
    case when given ->> 'kind' = 'number' then (given ->> 'min_value')::numeric end,
    case when given ->> 'kind' = 'number' then (given ->> 'max_value')::numeric end,
    case when given ->> 'kind' = 'choice'
      then array(select trim(choice) from jsonb_array_elements_text(given -> 'choices') as choice) else '{}' end
  from jsonb_array_elements(v_given) with ordinality as list (given, position)
  on conflict (id) do update set position = excluded.position, kind = excluded.kind, label = excluded.label, help = excluded.help,
    is_required = excluded.is_required, max_length = excluded.max_length, min_value = excluded.min_value,
    max_value = excluded.max_value, choices = excluded.choices;
  if exists (select from public.product_fields as stored where stored.product_id = product.id
    and (select count(distinct lower(choice)) from unnest(stored.choices) as choice) < cardinality(stored.choices)) then
    perform private.refuse(422, 'duplicate_choice', field => 'fields');
  end if;
end $$;

-- Answers

-- How many characters an answer may have.
create function private.max_answer_length(field public.product_fields)
returns int
language plpgsql immutable
set search_path = ''
as $$ begin return coalesce(field.max_length, case field.kind when 'text' then 200 else 1000 end); end $$;

-- One answer as it is stored: trimmed, a text of one line without line breaks, a number without superfluous zeros; null if it is empty.
create function private.tidy_answer(field public.product_fields, answer jsonb)
returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v_text text := nullif(regexp_replace(answer #>> '{}', '^\s+|\s+$', '', 'g'), '');
begin
  return case
    when field.kind = 'text' then regexp_replace(v_text, '\s+', ' ', 'g')
    when field.kind = 'long_text' then replace(v_text, e'\r\n', e'\n')
    when field.kind = 'number' and v_text ~ '^[-+]?[0-9]{1,9}([.,][0-9]{1,3})?$' then trim_scale(replace(v_text, ',', '.')::numeric)::text
    else v_text end;
end $$;

-- Why an answer from private.tidy_answer is not accepted; null: it is.
create function private.answer_refusal(field public.product_fields, answer text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return case
    when answer is null then case when field.is_required then 'answers_missing' end
    when field.kind in ('text', 'long_text') and length(answer) > private.max_answer_length(field) then 'answer_too_long'
    when field.kind = 'choice' and answer <> all (field.choices) then 'answer_not_offered'
    when field.kind = 'number' and answer !~ '^-?[0-9]{1,9}([.][0-9]{1,3})?$' then 'answer_not_a_number'
    when field.kind = 'number' and (answer::numeric < field.min_value or answer::numeric > field.max_value) then 'answer_out_of_range'
  end;
end $$;

-- Checks answers to a product's questions, { field_id: text or number }, and returns them as they are stored: [{ field_id, label, value }],
-- in the order of the questions. An answer to a question that was removed is dropped. Refuses `invalid_answers`, `answers_missing`,
-- `answer_too_long` (details: { max_length }), `answer_not_offered`, `answer_not_a_number`, `answer_out_of_range` (422, details: {
-- min_value, max_value }); the field is `answers.` with the id of the question, and the details have its `label`.
create function private.check_answers(product_id uuid, answers jsonb)
returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
  v_field public.product_fields;
  v_value text;
  v_reason text;
  v_answers jsonb := '[]';
begin
  if jsonb_typeof(answers) not in ('object', 'null')
    or answers @? 'strict $.* ? (@.type() != "string" && @.type() != "number" && @.type() != "null")' then
    perform private.refuse(422, 'invalid_answers', field => 'answers');
  end if;
  for v_field in
    select * from public.product_fields as fields where fields.product_id = check_answers.product_id order by fields.position
  loop
    v_value := private.tidy_answer(v_field, answers -> v_field.id::text);
    v_reason := private.answer_refusal(v_field, v_value);
    if v_reason is not null then
      perform private.refuse(422, v_reason, jsonb_build_object('label', v_field.label) || case v_reason
        when 'answer_too_long' then jsonb_build_object('max_length', private.max_answer_length(v_field))
        when 'answer_out_of_range' then jsonb_build_object('min_value', v_field.min_value, 'max_value', v_field.max_value)
        else '{}' end, 'answers.' || v_field.id);
    elsif v_value is not null then
      v_answers := v_answers || jsonb_build_object('field_id', v_field.id, 'label', v_field.label, 'value', v_value);
    end if;
  end loop;
  return v_answers;
end $$;

-- Whether a line lacks an answer to a required question of its product, because the question was added after the line.
create function private.lacks_answers(product_id uuid, answers jsonb)
returns boolean
language plpgsql stable
set search_path = ''
as $$
begin
  return exists (
    select from public.product_fields as fields
    where fields.product_id = lacks_answers.product_id and fields.is_required
      and not answers @> jsonb_build_array(jsonb_build_object('field_id', fields.id))
  );
end $$;
