const data = new Uint8Array(new SharedArrayBuffer(8));
await pool.run(data, { transferList: [data.buffer] }); // finding
await pool.exec('sum', [data], { transfer: [data.buffer] }); // finding
