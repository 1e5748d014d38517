export type Channel = "customer" | "agent";

/** Which channels are silenced, and which one alone is heard. */
export interface Mix {
  muted: Record<Channel, boolean>;
  solo: Channel | null;
}

export const fullMix: Mix = { muted: { customer: false, agent: false }, solo: null };

/** Gains from channel to ear. Where a single channel is heard it is in both ears, for those who wear one headphone. */
export interface Gains {
  customerLeft: number;
  customerRight: number;
  agentLeft: number;
  agentRight: number;
}

export function audible(mix: Mix, channel: Channel): boolean {
  return mix.solo === null ? !mix.muted[channel] : mix.solo === channel;
}

export function gains(mix: Mix): Gains {
  const customer = audible(mix, "customer") ? 1 : 0;
  const agent = audible(mix, "agent") ? 1 : 0;
  return {
    customerLeft: customer,
    customerRight: customer && !agent ? 1 : 0,
    agentLeft: agent && !customer ? 1 : 0,
    agentRight: agent,
  };
}

/** The part of the player that needs WebAudio: it takes an audio element apart into its two channels. */
export class Mixer {
  private readonly context: AudioContext;
  private readonly nodes: Record<keyof Gains, GainNode>;

  constructor(element: HTMLMediaElement) {
    this.context = new AudioContext();
    const source = this.context.createMediaElementSource(element);
    const splitter = this.context.createChannelSplitter(2);
    const merger = this.context.createChannelMerger(2);
    source.connect(splitter);
    const path = (from: number, to: number): GainNode => {
      const node = this.context.createGain();
      splitter.connect(node, from);
      node.connect(merger, 0, to);
      return node;
    };
    this.nodes = {
      customerLeft: path(0, 0),
      customerRight: path(0, 1),
      agentLeft: path(1, 0),
      agentRight: path(1, 1),
    };
    merger.connect(this.context.destination);
  }

  set(mix: Mix): void {
    const wanted = gains(mix);
    for (const key of Object.keys(wanted) as (keyof Gains)[]) {
      this.nodes[key].gain.setTargetAtTime(wanted[key], this.context.currentTime, 0.01);
    }
  }

  resume(): Promise<void> {
    return this.context.resume();
  }

  close(): void {
    void this.context.close();
  }
}
