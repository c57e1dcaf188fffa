import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs a compiler over the schema and the documents of this example. @returns its exit code, and all that it prints */
function compile(bin: string, ...flags: readonly string[]): Promise<{ code: unknown; printed: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [fileAt(bin), ...flags], { cwd: fileAt('..') }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, printed: `${stdout}${stderr}` }),
    );
  });
}

test.each([
  {
    name: "codegen's client preset and Apollo's types",
    bin: '../../../node_modules/.bin/graphql-codegen',
    flag: '--check',
  },
  { name: "Relay's compiler", bin: '../node_modules/.bin/relay-compiler', flag: '--validate' },
])('$name: no warning of the schema, and nothing to generate anew', async ({ bin, flag }) => {
  const { code, printed } = await compile(bin, flag);
  expect(printed).not.toMatch(/warn|deprecat|error/i);
  expect(code).toBe(0);
});
