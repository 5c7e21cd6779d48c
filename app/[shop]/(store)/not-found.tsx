import { NotFound } from '@/components/shop/not-found';

export default NotFound;
