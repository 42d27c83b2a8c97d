type A = B | { next: A };
type B = A;
interface Node {
  next: Node;
  buffer: ArrayBuffer;
}
export function send<T extends T>(a: A, node: Node, t: T) {
  port.postMessage(a, [a, a.next, node.next.next.buffer, t]);
}
