#!/usr/bin/env node
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
