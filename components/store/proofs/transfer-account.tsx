import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Transfer } from '@/lib/orders/order';
import { Copied } from './copied';

type Account = Transfer['accounts'][number];

/** An account of the shop: what to enter in the banking app, or a QR code to scan instead. */
export function TransferAccount({ account }: { account: Account }) {
  const { bank, account_name, account_number, instructions } = account;
  return (
    <div className="grid gap-1 rounded-md border border-line bg-sunken p-4 pb-2.5">
      <h4 className="font-semibold">{bank}</h4>
      <p className="text-muted text-sm">{account_name}</p>
      <dl>
        <Copied fact="account_number" text={account_number.replace(/[ -]/g, '')}>
          {account_number}
        </Copied>
      </dl>
      {instructions && <p className="pb-1.5 text-sm">{instructions}</p>}
      <ScannableCode account={account} />
    </div>
  );
}

/** The code is large enough to scan with another device. A shopper who pays with this phone saves the picture and opens it in the banking app. */
function ScannableCode({ account: { bank, qr_src, qr_label } }: { account: Account }) {
  const t = useTranslations('store.proofs.code');
  if (!qr_src) return null;
  const label = qr_label ?? t('label');
  return (
    <figure className="grid justify-items-center gap-2 border-line border-t pt-4">
      {/* biome-ignore lint/performance/noImgElement: a small picture, which must stay sharp */}
      <img
        src={qr_src}
        alt={t('picture', { label, bank })}
        width={240}
        height={240}
        loading="lazy"
        className="aspect-square w-full max-w-60 rounded-md bg-white object-contain p-3"
      />
      <figcaption className="grid justify-items-center text-center text-sm">
        <span className="font-medium">{label}</span>
        <a
          href={downloadOf(qr_src)}
          download
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-11 items-center gap-2 font-semibold text-accent-text underline underline-offset-4"
        >
          <Download aria-hidden className="size-4" />
          {t.rich('save', { hidden: (chunks) => <span className="sr-only">{chunks}</span> })}
        </a>
        <span className="text-muted">{t('saveHint')}</span>
      </figcaption>
    </figure>
  );
}

/** Browsers ignore `download` across origins; Supabase storage sends a file as a download with this parameter. */
const downloadOf = (src: string) => (src.includes('/storage/v1/object/public/') ? `${src}?download` : src);
