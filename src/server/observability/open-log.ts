import type { DestinationStream, Logger } from 'pino';
import type { Config } from '../../config.ts';
import { createLogger } from './log.ts';
import { LogOutput } from './log-output.ts';

/** Opens the log on standard output, as JSON or in lines for people. A process opens one. */
export async function openLog({ logLevel, prettyLogs }: Config): Promise<{ output: LogOutput; log: Logger }> {
  const output = new LogOutput();
  return { output, log: createLogger(logLevel, prettyLogs ? await forPeople(output.stream) : output.stream) };
}

/** Rewrites each line for people, with colour where the terminal has it. */
async function forPeople(destination: DestinationStream): Promise<DestinationStream> {
  const { prettyFactory } = await import('pino-pretty');
  const rewrite = prettyFactory({
    colorize: process.stdout.isTTY && process.stdout.hasColors(),
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
  });
  return { write: (line) => destination.write(rewrite(line)) };
}
