import { Plus } from 'lucide-react';
import type { Product } from '@/lib/products/queries';

/** The description and the collapsed details. */
export function ProductDetails({ product }: { product: Product }) {
  return (
    <div className="grid gap-8">
      <div className="grid gap-4 leading-relaxed">
        {paragraphs(product.description).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
      {product.details.length > 0 && (
        <div className="border-line border-t">
          {product.details.map(({ title, body }) => (
            <details key={title} className="group border-line border-b">
              <summary className="flex min-h-14 list-none items-center justify-between gap-4 rounded-sm font-medium">
                {title}
                <Plus
                  aria-hidden
                  className="size-5 shrink-0 text-muted transition-transform duration-200 group-open:rotate-45"
                />
              </summary>
              <div className="grid gap-3 pb-5 text-muted leading-relaxed">
                {paragraphs(body).map((text) => (
                  <p key={text}>{text}</p>
                ))}
              </div>
            </details>
          ))}
        </div>
      )}
    </div>
  );
}

const paragraphs = (text: string) => text.split(/\n\s*\n/).filter(Boolean);
