import type { Shop } from '@/lib/shops/queries';

/** The shop's logo mark and name. */
export function ShopMark({ shop: { name, theme } }: { shop: Pick<Shop, 'name' | 'theme'> }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {theme.logo_mark && (
        // biome-ignore lint/performance/noImgElement: a small vector file
        <img src={theme.logo_mark} alt="" width={36} height={36} className="size-9 shrink-0" />
      )}
      <span className="truncate font-display font-semibold text-xl leading-tight">{name}</span>
    </span>
  );
}
