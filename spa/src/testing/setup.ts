import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import '@/lib/messages/buying';
import '@/lib/messages/teaching';

configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);
