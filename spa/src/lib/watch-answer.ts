/** The merged intervals that were played, and their share of the lesson. */
export type Watched = { coverage: number; ranges: readonly { startMs: number; endMs: number }[] };
export type WatchAnswer = {
  nextHeartbeatMs: number;
  watched: Watched | null;
  isComplete: boolean;
  isCourseComplete: boolean;
  /** Another device took this session's place: nothing more is counted for it. */
  isSuperseded: boolean;
  /** Why the lesson may be watched no more, in words; null while it may. */
  ended: string | null;
};

const SUPERSEDED = 'SESSION_SUPERSEDED';
/** What is wrong with a batch says nothing of the lesson. */
const OF_THE_BATCH = new Set([SUPERSEDED, 'IMPLAUSIBLE_WATCH', 'BATCH_INVALID', 'NOT_FOUND']);

type Wire = {
  data?: {
    recordWatch?: {
      nextHeartbeatMs: number;
      courseCompleted?: boolean;
      progress: { coverage: number; watched: Watched['ranges']; completedAt: string | null } | null;
      userErrors?: { code: string; message?: string }[];
    } | null;
  } | null;
};

/** Null when the server answered but did not take the batch (signed out, for example): it is kept for later. */
export function parseWatchAnswer(body: unknown): WatchAnswer | null {
  const answer = (body as Wire).data?.recordWatch;
  if (!answer) return null;
  const progress = answer.progress;
  const errors = answer.userErrors ?? [];
  return {
    nextHeartbeatMs: Math.min(60_000, Math.max(5_000, answer.nextHeartbeatMs)),
    watched: progress && { coverage: progress.coverage, ranges: progress.watched },
    isComplete: Boolean(progress?.completedAt),
    isCourseComplete: answer.courseCompleted === true,
    isSuperseded: errors.some(({ code }) => code === SUPERSEDED),
    ended: errors.find(({ code }) => !OF_THE_BATCH.has(code))?.message ?? null,
  };
}
