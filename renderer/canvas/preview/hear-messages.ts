// Lets a worker's event loop hear the messages that wait, in between long works.

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener("message", () => waiting.shift()?.());
channel.port1.start();

/** Resolves after what has arrived by now was heard. A timer would wait for 4 ms. */
export async function hearMessages(): Promise<void> {
  await new Promise<void>((heard) => {
    waiting.push(heard);
    channel.port2.postMessage(null);
  });
}
