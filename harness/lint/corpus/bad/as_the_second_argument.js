const sab = new SharedArrayBuffer(1024);
worker.postMessage({ sab }, [sab]); // finding
