#!/usr/bin/env node
'use strict';
const { parentPort } = require('worker_threads');
parentPort.postMessage(new Uint8Array(8).buffer, []);
