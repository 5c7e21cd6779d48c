'use client';

import { ShopError } from '@/components/store/shop-error';

export default ShopError;
