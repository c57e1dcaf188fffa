import { styleText } from 'node:util';
import type { Diagnosis } from './diagnose.ts';
import type { Finding, Result } from './findings.ts';

/** Columns of a line. */
const width = 100;

const untried = 'Not tried';

/** How each result is headed, the worst first. What works comes last, as names alone. */
const headings: readonly (readonly [Result, string])[] = [
  ['broken', 'Broken: the platform fails, or departs from its contract'],
  ['denied', 'Denied to these credentials'],
  ['unsupported', 'Not in this version'],
  ['degraded', 'Answered, at a higher cost: the platform departs from its contract'],
  ['untried', untried],
];

/** The exit status: 0 where all is fine, 1 where a field fails that the version has, 2 where a platform could not be asked. */
export function statusOf({ platforms, fields }: Diagnosis): 0 | 1 | 2 {
  if (platforms.some(({ unasked }) => unasked !== undefined)) return 2;
  return fields.some(({ result }) => result === 'broken' || result === 'denied') ? 1 : 0;
}

/** The diagnosis as JSON, in ASCII. */
export function jsonOf(diagnosis: Diagnosis, version: string): string {
  const text = JSON.stringify({ version, status: statusOf(diagnosis), ...diagnosis }, null, 2);
  return text.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The diagnosis for people. */
export function tableOf({ platforms, fields }: Diagnosis, version: string): string {
  const of = (wanted: Result) => fields.filter(({ result }) => result === wanted);
  const works = of('works').map(({ field }) => field);
  return [
    `users-graph ${version} asked these platforms, and changed nothing:`,
    ...platforms.flatMap(({ title, unasked, departures }) => [
      ...wrapped(title, 2),
      ...[unasked ?? [], departures].flat().flatMap((line) => wrapped(line, 6)),
    ]),
    ...headings.flatMap(([result, heading]) => section(heading, of(result))),
    ...(works.length > 0 ? ['', styleText('bold', `Works (${works.length})`), ...listed(works, 2)] : []),
    '',
    'Mutations are never tried: the doctor only reads.',
  ].join('\n');
}

/** A table of fields with their reasons; fields with the same reason share a row. */
function section(heading: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const byReason = Map.groupBy(findings, ({ reason = '' }) => reason);
  const rows = [...byReason].flatMap(([reason, alike]) => {
    const names = alike.map(({ field, failures = 0 }) => (failures > 1 ? `${field} (${failures} times)` : field));
    return [...listed(heading === untried ? stemsOf(names) : names, 2), ...wrapped(reason, 6)];
  });
  return ['', styleText('bold', `${heading} (${findings.length})`), ...rows];
}

/** Names in short: those of one type, and one field with several arguments, as one. */
function stemsOf(names: readonly string[]): string[] {
  const byStem = Map.groupBy(names, (name) => /^[A-Z]\w*(?=\.)|^\w+(?=\()/.exec(name)?.[0] ?? name);
  return [...byStem].flatMap(([stem, alike]) => {
    if (alike.length < 3) return alike;
    return [`${stem}${/^[A-Z]/.test(stem) ? '.*' : '(…)'} (${alike.length})`];
  });
}

const wrapped = (text: string, indent: number) => linesOf(text.split(' '), indent);
const listed = (names: readonly string[], indent: number) =>
  linesOf(
    names.map((name, index) => (index < names.length - 1 ? `${name},` : name)),
    indent,
  );

/** Lines of as many words as fit. */
function linesOf(words: readonly string[], indent: number): string[] {
  const lines = [''];
  for (const word of words.map(printable)) {
    const line = lines.at(-1) ?? '';
    if (line && indent + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => ' '.repeat(indent) + line);
}

/** Shows characters that would control a terminal or turn its text around as their code points. */
const printable = (text: string) =>
  text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
