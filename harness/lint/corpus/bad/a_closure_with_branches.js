const sab = new SharedArrayBuffer(8);
button.onclick = () => {
  if (sab instanceof ArrayBuffer) log('ordinary');
  else log('shared');
  worker.postMessage(sab, [sab]); // finding
};
