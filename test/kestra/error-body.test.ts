import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kestraRefusal } from '../../src/kestra/error-body.ts';

describe('the places that a refusal names', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('body.email', 'createUser.user.groups[0].id', 'a b', '<script>', 'x'.repeat(101)),
  );
  const body = fc.oneof(
    fc.anything(),
    fc.record({
      message: fc.string(),
      _links: fc.constant({ self: [] }),
      _embedded: fc.record({
        errors: fc.array(fc.oneof(fc.anything(), fc.record({ path: text, message: text })), { maxLength: 60 }),
      }),
    }),
  );

  test('are short tokens, each once, in our words, whatever is sent', () => {
    fc.assert(
      fc.property(body, (sent) => {
        const issues = kestraRefusal(422, sent) ?? [];
        expect(issues.length).toBeLessThanOrEqual(20);
        expect(new Set(issues.map(({ path }) => path.join(' '))).size).toBe(issues.length);
        for (const { path, message } of issues) {
          for (const name of path) expect(name).toMatch(/^[\w-]{1,100}$/);
          expect(message).toBe('is refused by Kestra');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('are read where they stand', () => {
    const errors = [
      { path: 'a.b', message: 'x' },
      { message: 'no path' },
      { path: 'a.b' },
      { path: '.a.b' },
      { path: 'c[0].d' },
      'text',
      null,
    ];
    const issues = kestraRefusal(422, { message: 'x', _links: { self: [] }, _embedded: { errors } });
    expect(issues?.map(({ path }) => path)).toEqual([
      ['a', 'b'],
      ['c', '0', 'd'],
    ]);
  });
});
