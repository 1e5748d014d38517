/** An element or context whose sound can go to a chosen device, where the browser lets it. */
type Output = { setSinkId?: (id: string) => Promise<void> };

const remembered = "mitschnitt.speaker";
const outputs = new Set<Output>();

/** Whether this browser lets a page choose where sound comes out. */
export const speakersChoosable =
  typeof HTMLAudioElement !== "undefined" && "setSinkId" in HTMLAudioElement.prototype;

export function chosenSpeaker(): string {
  return localStorage.getItem(remembered) ?? "";
}

/** Remembers the device, and sends what sounds now to it. */
export function chooseSpeaker(deviceId: string): void {
  localStorage.setItem(remembered, deviceId);
  for (const output of outputs) send(output);
}

/** Sends the sound of `output` to the chosen device from now on, to the standard one where that is gone. */
export function toSpeaker(output: object): () => void {
  outputs.add(output);
  send(output);
  return () => outputs.delete(output);
}

function send(output: Output): void {
  output.setSinkId?.(chosenSpeaker()).catch(() => output.setSinkId?.("").catch(() => {}));
}

/** Loudspeakers and headsets by name; names are empty until the browser once allowed a microphone. */
export async function speakers(): Promise<{ id: string; label: string }[]> {
  if (!speakersChoosable || !navigator.mediaDevices?.enumerateDevices) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === "audiooutput" && device.deviceId !== "")
    .map((device) => ({ id: device.deviceId, label: device.label }));
}
