import { useEffect, useReducer } from 'react';
import { serverNow } from '../api/clock';

/** `said` are the whole minutes that were last said aloud: a number that changes each second is for the eyes alone. */
export type TimeLeft = { seconds: number; said: number | null };

/** What is said while the time runs out (seconds left). */
const saidAt = [300, 60];

/** The time left a moment later: it is said aloud at first, and at five minutes and at one. */
export function laterOn(before: TimeLeft, seconds: number): TimeLeft {
  const passed = saidAt.some((at) => before.seconds > at && seconds <= at);
  return { seconds, said: before.said === null || passed ? Math.ceil(seconds / 60) : before.said };
}

/** `28:12`; never less than nothing. */
export function clockFace(secondsLeft: number): string {
  const seconds = Math.max(0, secondsLeft);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const secondsUntil = (until: string): number => Math.ceil((Date.parse(until) - serverNow()) / 1000);

/** The time until an instant by the server's clock, looked at each second; below zero once it has passed. */
export function useTimeLeft(until: string): TimeLeft {
  const [left, look] = useReducer(laterOn, until, (at) => ({ seconds: secondsUntil(at), said: null }));
  useEffect(() => {
    const timer = setInterval(() => look(secondsUntil(until)), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
