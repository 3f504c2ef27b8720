/** A socket that is opened again when it closes, ever more slowly; what is said while it is closed is lost, so the latest is said on opening. */

import type { Owner } from "../core/disposal";

export interface SocketEvents {
  onOpen(): void;
  onMessage(message: unknown): void;
  onClose?(): void;
}

export interface OpenSocket {
  send(message: string): void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export function keepOpen(owner: Owner, address: string, protocols: readonly string[], events: SocketEvents): OpenSocket {
  let socket: WebSocket | null = null;
  let wait_ms = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = (): void => {
    const opening = new WebSocket(address, [...protocols]);
    socket = opening;
    opening.onopen = () => {
      wait_ms = FIRST_WAIT_MS;
      events.onOpen();
    };
    opening.onmessage = ({ data }) => events.onMessage(data);
    opening.onclose = () => {
      socket = null;
      if (owner.disposed) return;
      events.onClose?.();
      timer = setTimeout(open, wait_ms);
      wait_ms = Math.min(2 * wait_ms, LONGEST_WAIT_MS);
    };
  };
  owner.onDispose(() => {
    clearTimeout(timer);
    socket?.close();
  });
  open();
  return {
    send: (message) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(message);
    },
  };
}
