const CHANNEL = /^[a-z][a-z0-9-]*:[A-Za-z0-9_\-./:@+~=%]+$/;
const MAX_CHANNEL_LENGTH = 128;
const DEVICE = /^[!-~]{1,64}$/;
const ATTRIBUTE = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

/** `kind:id`, docs/protocol.md §1.1. */
export function isChannel(name: string): boolean {
  return name.length <= MAX_CHANNEL_LENGTH && CHANNEL.test(name);
}

/** 1 to 64 printable ASCII characters, docs/protocol.md §1.1. */
export function isDevice(device: string): boolean {
  return DEVICE.test(device);
}

/** An event's id or type: 1 to 255 characters without control characters, docs/protocol.md §1.1. */
export function isAttribute(value: string): boolean {
  return ATTRIBUTE.test(value);
}
