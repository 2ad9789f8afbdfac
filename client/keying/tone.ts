/** A short low tone for a key that was refused, for those who key without looking up. Off until it is asked for. */

const KEPT_AS = 'keying-sound';
const HERTZ = 220;
const SECONDS = 0.12;
const LOUDNESS = 0.15;

export const soundOn = (): boolean => localStorage.getItem(KEPT_AS) === 'on';

export const switchSound = (on: boolean): void => localStorage.setItem(KEPT_AS, on ? 'on' : 'off');

let audio: AudioContext | null = null;

/** Silent where the browser has no sound; never in the way of a key. */
export function playTone(): void {
  if (!soundOn() || typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  const { currentTime, destination } = audio;
  const gain = new GainNode(audio, { gain: LOUDNESS });
  const tone = new OscillatorNode(audio, { frequency: HERTZ });
  tone.connect(gain).connect(destination);
  tone.start(currentTime);
  tone.stop(currentTime + SECONDS);
}
