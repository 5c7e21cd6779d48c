'use client';

import { AdminFailure } from '@/components/admin/admin-failure';

export default AdminFailure;
