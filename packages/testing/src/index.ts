export type { TestCase } from './test-case.js';
export { testBackend, type BackendTestOptions } from './backend/test-backend.js';
