/** Why there is no microphone; each has its own advice in the words. */
export type MicrophoneTrouble = "refused" | "absent" | "busy" | "insecure";

/** @see https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
export function troubleOf(error: unknown): MicrophoneTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  return "busy";
}

export class NoMicrophone extends Error {
  readonly trouble: MicrophoneTrouble;
  constructor(trouble: MicrophoneTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const remembered = "mitschnitt.microphone";

export function chosenMicrophone(): string {
  return localStorage.getItem(remembered) ?? "";
}

export function chooseMicrophone(deviceId: string): void {
  localStorage.setItem(remembered, deviceId);
}

/** Opens the chosen microphone, or any where the chosen one is gone. Fails with `NoMicrophone`. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new NoMicrophone("insecure");
  const deviceId = chosenMicrophone();
  const audio: MediaTrackConstraints = {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  };
  if (deviceId) audio.deviceId = { ideal: deviceId };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio, video: false });
  } catch (error) {
    throw new NoMicrophone(troubleOf(error));
  }
}

/** Microphones by name; names are empty until the browser once allowed one. */
export async function microphones(): Promise<{ id: string; label: string }[]> {
  if (!navigator.mediaDevices?.enumerateDevices) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === "audioinput" && device.deviceId !== "")
    .map((device) => ({ id: device.deviceId, label: device.label }));
}

export function closeStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
