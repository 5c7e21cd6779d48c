import postgres from 'postgres';

/** `roles` is keyed by the shop's slug. */
export type Employee = { name: string; email: string; roles: Record<string, string> };

/** The demo's staff: one login per role of the first shop. The owner also owns the second shop. */
export const DEMO_STAFF: Employee[] = [
  { name: 'Adaeze Okoro', email: 'owner@kedai.example', roles: { itanna: 'owner', canting: 'owner' } },
  { name: 'Tunde Bello', email: 'admin@kedai.example', roles: { itanna: 'admin' } },
  { name: 'Ngozi Eze', email: 'verifier@kedai.example', roles: { itanna: 'verifier' } },
  { name: 'Musa Ibrahim', email: 'fulfiller@kedai.example', roles: { itanna: 'fulfiller' } },
  { name: 'Yetunde Alabi', email: 'catalog@kedai.example', roles: { itanna: 'catalog' } },
  { name: 'Chidi Nwosu', email: 'finance@kedai.example', roles: { itanna: 'finance' } },
  { name: 'Amina Sule', email: 'auditor@kedai.example', roles: { itanna: 'auditor' } },
];

/**
 * Creates the logins of the demo's staff, or of `people`. Idempotent: an existing login keeps its id and history and gets this
 * password. `url` is the superuser's, because the API owns the schema `auth`.
 */
export async function createDemoStaff(
  url: string,
  password: string,
  people: Employee[] = DEMO_STAFF,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (transaction) => {
      for (const person of people) await createLogin(transaction, person, password);
    });
  } finally {
    await sql.end();
  }
}

async function createLogin(sql: postgres.TransactionSql, { name, email, roles }: Employee, password: string) {
  await sql`
    insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
    select gen_random_uuid(), 'authenticated', 'authenticated', ${email}, now(),
      '{"provider": "email", "providers": ["email"]}', jsonb_build_object('name', ${name}::text)
    where not exists (select from auth.users where email = ${email})`;
  await sql`
    update auth.users set encrypted_password = extensions.crypt(${password}, extensions.gen_salt('bf'))
    where email = ${email}
      and encrypted_password is distinct from extensions.crypt(${password}, coalesce(encrypted_password, extensions.gen_salt('bf')))`;
  await sql`
    insert into auth.identities (id, user_id, provider, provider_id, identity_data)
    select gen_random_uuid(), id, 'email', id, jsonb_build_object('sub', id, 'email', email)
    from auth.users
    where email = ${email} and not exists (select from auth.identities where user_id = users.id)`;
  await sql`
    insert into public.staff (shop_id, user_id, role)
    select shops.id, users.id, demo.role::public.staff_role
    from jsonb_each_text(${sql.json(roles)}) as demo (slug, role)
    join public.shops using (slug)
    join auth.users on users.email = ${email}
    on conflict (shop_id, user_id) do nothing`;
}
