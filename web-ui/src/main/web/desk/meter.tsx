import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../parts/icons.tsx";
import { useWords } from "../words/words.ts";
import {
  chooseMicrophone,
  chosenMicrophone,
  closeStream,
  type MicrophoneTrouble,
  microphones,
  NoMicrophone,
  openMicrophone,
} from "./microphone.ts";
import { chooseSpeaker, chosenSpeaker, speakers, speakersChoosable, toSpeaker } from "./speaker.ts";

/** The level of a stream as a bar, -60..0 dB. */
export function Meter({ stream }: { stream: MediaStream | null }) {
  const words = useWords();
  const bar = useRef<HTMLSpanElement>(null);
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!stream) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let frame = 0;
    let slow = 0;
    const draw = () => {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
      const share = Math.min(1, Math.max(0, (decibels + 60) / 60));
      if (bar.current) bar.current.style.transform = `scaleX(${share.toFixed(3)})`;
      if (slow++ % 30 === 0) setLevel(Math.round(share * 100));
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      cancelAnimationFrame(frame);
      void context.close();
    };
  }, [stream]);
  return (
    <span
      class="meter"
      role="meter"
      aria-label={words.desk.level}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={level}
    >
      <span ref={bar} />
    </span>
  );
}

/** Plays a stream back a second late while it is there, as the other side would hear it. */
function useEcho(stream: MediaStream | null): void {
  useEffect(() => {
    if (!stream) return;
    const context = new AudioContext();
    const late = context.createDelay(2);
    late.delayTime.value = 1;
    context.createMediaStreamSource(stream).connect(late).connect(context.destination);
    const forget = toSpeaker(context);
    return () => {
      forget();
      void context.close();
    };
  }, [stream]);
}

/** Choice and test of the microphone, and what to do where there is none. */
export function MicrophonePanel({
  inCall,
  trouble,
}: {
  inCall: MediaStream | null;
  trouble: MicrophoneTrouble | null;
}) {
  const words = useWords();
  const [list, setList] = useState<{ id: string; label: string }[]>([]);
  const [chosen, setChosen] = useState(chosenMicrophone);
  const [test, setTest] = useState<MediaStream | null>(null);
  const [own, setOwn] = useState<MicrophoneTrouble | null>(null);
  const [outlets, setOutlets] = useState<{ id: string; label: string }[]>([]);
  const [outlet, setOutlet] = useState(chosenSpeaker);
  const [echo, setEcho] = useState(false);
  const look = () => {
    void microphones().then(setList, () => setList([]));
    void speakers().then(setOutlets, () => setOutlets([]));
  };
  useEcho(echo ? test : null);

  useEffect(() => {
    look();
    navigator.mediaDevices?.addEventListener?.("devicechange", look);
    return () => navigator.mediaDevices?.removeEventListener?.("devicechange", look);
  }, []);
  useEffect(() => () => closeStream(test), [test]);
  useEffect(() => {
    if (inCall) {
      setTest(null);
      look();
    }
  }, [inCall]);

  const toggle = async () => {
    if (test) return setTest(null);
    try {
      setTest(await openMicrophone());
      setOwn(null);
      look();
    } catch (error) {
      setOwn(error instanceof NoMicrophone ? error.trouble : "busy");
    }
  };

  return (
    <section class="card mic" aria-label={words.desk.microphone}>
      <label class="field">
        <span>{words.desk.microphone}</span>
        <select
          value={chosen}
          onChange={(event) => {
            chooseMicrophone(event.currentTarget.value);
            setChosen(event.currentTarget.value);
            setTest(null);
          }}
        >
          <option value="">{words.desk.microphoneDefault}</option>
          {list.map((device) => (
            <option key={device.id} value={device.id}>
              {device.label || words.desk.microphone}
            </option>
          ))}
        </select>
      </label>
      <div class="mic-test">
        <Icon name="mic" size={18} />
        <Meter stream={inCall ?? test} />
        {!inCall && (
          <button type="button" class="button small" onClick={toggle}>
            {test ? words.desk.testStop : words.desk.test}
          </button>
        )}
      </div>
      {test && (
        <>
          <label class="check">
            <input
              type="checkbox"
              data-action="echo"
              checked={echo}
              onChange={(event) => setEcho(event.currentTarget.checked)}
            />
            <span>{words.desk.echo}</span>
          </label>
          <p class="hint">{words.desk.echoHint}</p>
        </>
      )}
      {speakersChoosable && (
        <label class="field">
          <span>{words.desk.speaker}</span>
          <select
            name="speaker"
            value={outlet}
            onChange={(event) => {
              chooseSpeaker(event.currentTarget.value);
              setOutlet(event.currentTarget.value);
            }}
          >
            <option value="">{words.desk.speakerDefault}</option>
            {outlets.map((device) => (
              <option key={device.id} value={device.id}>
                {device.label || words.desk.speaker}
              </option>
            ))}
          </select>
        </label>
      )}
      {own && own !== trouble && <MicrophoneHelp trouble={own} />}
    </section>
  );
}

/** Says what is wrong with the microphone, and what the agent can do about it. */
export function MicrophoneHelp({ trouble }: { trouble: MicrophoneTrouble }) {
  const { desk } = useWords();
  const texts: Record<MicrophoneTrouble, [string, string]> = {
    refused: [desk.micRefused, desk.micRefusedHelp],
    absent: [desk.micAbsent, desk.micAbsentHelp],
    busy: [desk.micBusy, desk.micBusyHelp],
    insecure: [desk.micInsecure, desk.micInsecureHelp],
  };
  const [what, help] = texts[trouble];
  return (
    <div class="notice bad" role="alert" data-trouble={trouble}>
      <Icon name="micOff" />
      <div class="notice-text">
        <strong>{what}</strong>
        <div>{help}</div>
      </div>
    </div>
  );
}
