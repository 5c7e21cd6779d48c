import { ShopNotFound } from '@/components/store/not-found';

export default ShopNotFound;
