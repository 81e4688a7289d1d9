/** The largest body of a message, in bytes. Larger ones are refused before they are written, and parked by consumers. */
export const maxBodyBytes = 256 * 1024;
const envelopeBytes = 2048;

/** @throws {RangeError} where a message of these parts would be larger than {@link maxBodyBytes} */
export function refuseOversize(type: string, ...parts: (string | null)[]): void {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part ?? ''), envelopeBytes);
  if (bytes > maxBodyBytes) {
    throw new RangeError(
      `${type} has ${bytes} bytes, more than ${maxBodyBytes}: send references instead of contents.`,
    );
  }
}
