import type { Enums } from '@/lib/supabase/database.types';

export type TaxClass = Enums<'tax_class'>;

/** All tax classes, in the order in which they are offered. */
export const TAX_CLASSES = ['standard', 'reduced', 'zero_rated', 'exempt'] as const satisfies TaxClass[];
