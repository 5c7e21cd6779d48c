'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** Whoever has no scripts prints by the browser's own menu. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" />
      Print
    </Button>
  );
}
