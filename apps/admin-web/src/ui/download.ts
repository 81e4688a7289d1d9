/** Offers a text as a file to the person. */
export const download = (fileName: string, type: string, text: string): void =>
  save(fileName, new Blob([text], { type }));

/** Offers a file to the person. */
export function save(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
