#!/usr/bin/env -S node --
// Without the two dashes, Node would read what `--env-file` names before this does, and a pipe can be read only once.
// What `users-graph` starts. It is written for any Node, so that an old one says what is wrong instead of where it failed.
'use strict';
const { engines } = require('../package.json');

const oldest = engines.node.replace('>=', '');
if (Number(process.versions.node.split('.')[0]) < Number(oldest)) {
  console.error(`users-graph needs Node ${oldest} or newer, and this is ${process.version} (${process.execPath}).`);
  process.exitCode = 1;
} else {
  import('../dist/main.js');
}
