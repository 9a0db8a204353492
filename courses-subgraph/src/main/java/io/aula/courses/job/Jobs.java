package io.aula.courses.job;

import static io.aula.courses.db.Tables.MEDIA_JOB;
import static io.aula.courses.db.Tables.MEDIA_STEP;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.aula.courses.db.tables.MediaJob;
import io.aula.courses.db.tables.records.MediaJobRecord;
import io.aula.courses.db.tables.records.MediaStepRecord;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes jobs and their steps. Whatever a worker reports is compared with the job's fence in the statement. */
@Repository
class Jobs {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Condition IS_WAITING = MEDIA_JOB.STATE.eq(Job.State.WAITING.name());
    private static final Condition IS_RUNNING = MEDIA_JOB.STATE.eq(Job.State.RUNNING.name());

    private final DSLContext db;

    Jobs(DSLContext db) {
        this.db = db;
    }

    /** A job that nobody was told of yet. */
    record NewJob(JobId id, Work.Kind kind, VideoId videoId, Urgency urgency, long fence) {}

    /** The last fence of a video's jobs of a kind: the next goes on from it, since outputs lie under it. */
    long fenceOf(Work.Kind kind, VideoId videoId) {
        return db.select(coalesce(max(MEDIA_JOB.FENCE), val(0L)))
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.VIDEO_ID.eq(videoId), MEDIA_JOB.KIND.eq(kind.name()))
                .fetchSingle()
                .value1();
    }

    /** @return false while another of its kind is under way for the video */
    boolean add(NewJob job, Instant now) {
        return db.insertInto(MEDIA_JOB)
                        .set(MEDIA_JOB.ID, job.id())
                        .set(MEDIA_JOB.KIND, job.kind().name())
                        .set(MEDIA_JOB.VIDEO_ID, job.videoId())
                        .set(MEDIA_JOB.CLASS, job.urgency().name())
                        .set(MEDIA_JOB.FENCE, job.fence())
                        .set(MEDIA_JOB.QUEUED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Of videos that can be played: those whose latest job of this kind wants a model, and those that never had one. */
    List<VideoId> unheard(int most) {
        MediaJob later = MEDIA_JOB.as("later");
        Condition isSpeech = MEDIA_JOB.VIDEO_ID.eq(VIDEO.ID).and(MEDIA_JOB.KIND.eq(Work.Kind.SPEECH.name()));
        Condition wantsModel = MEDIA_JOB.FAILURE_CODE.eq(ProcessingFailureCode.NO_MODEL.name());
        Condition isLater = later.VIDEO_ID
                .eq(VIDEO.ID)
                .and(later.KIND.eq(MEDIA_JOB.KIND))
                .and(later.QUEUED_AT.gt(MEDIA_JOB.QUEUED_AT));
        return db.select(VIDEO.ID)
                .from(VIDEO)
                .where(VIDEO.STATUS.in("PLAYABLE", "READY"), VIDEO.DELETED_AT.isNull())
                .and(notExists(selectOne().from(MEDIA_JOB).where(isSpeech))
                        .or(exists(selectOne()
                                .from(MEDIA_JOB)
                                .where(isSpeech, wantsModel)
                                .andNotExists(selectOne().from(later).where(isLater)))))
                .orderBy(VIDEO.ID)
                .limit(most)
                .fetch(VIDEO.ID);
    }

    Optional<Job> byIdForUpdate(JobId id) {
        return db.selectFrom(MEDIA_JOB).where(MEDIA_JOB.ID.eq(id)).forUpdate().fetchOptional(Jobs::job);
    }

    /** The job while this fence is its holder's; not locked. */
    Optional<Job> held(JobId id, long fence) {
        return db.selectFrom(MEDIA_JOB)
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .fetchOptional(Jobs::job);
    }

    /** Each video's latest job of a kind. */
    Map<VideoId, Job> latestOf(Work.Kind kind, Collection<VideoId> videoIds) {
        return db.selectDistinct(MEDIA_JOB.fields())
                .on(MEDIA_JOB.VIDEO_ID)
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.VIDEO_ID.in(videoIds), MEDIA_JOB.KIND.eq(kind.name()))
                .orderBy(MEDIA_JOB.VIDEO_ID, MEDIA_JOB.QUEUED_AT.desc(), MEDIA_JOB.ID.desc())
                .fetchMap(MEDIA_JOB.VIDEO_ID, found -> job(found.into(MEDIA_JOB)));
    }

    long lease(JobId id, String workerId, int tries, Instant now, Instant until) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.RUNNING.name())
                .set(MEDIA_JOB.FENCE, MEDIA_JOB.FENCE.plus(1))
                .set(MEDIA_JOB.ATTEMPT, MEDIA_JOB.ATTEMPT.plus(1))
                .set(MEDIA_JOB.TRIES, tries)
                .set(MEDIA_JOB.PERCENT_AT_LEASE, MEDIA_JOB.PERCENT)
                .set(MEDIA_JOB.NOT_BEFORE, (Instant) null)
                .set(MEDIA_JOB.WORKER_ID, workerId)
                .set(MEDIA_JOB.LEASE_UNTIL, until)
                .set(MEDIA_JOB.STARTED_AT, coalesce(MEDIA_JOB.STARTED_AT, val(now)))
                .where(MEDIA_JOB.ID.eq(id))
                .returning(MEDIA_JOB.FENCE)
                .fetchSingle()
                .get(MEDIA_JOB.FENCE);
    }

    /** @return whether the sender holds the lease; a zombie's word changes nothing */
    boolean renew(JobId id, long fence, Instant until) {
        return db.update(MEDIA_JOB)
                        .set(MEDIA_JOB.LEASE_UNTIL, until)
                        .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                        .execute()
                == 1;
    }

    void succeed(JobId id, long fence, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.DONE.name())
                .set(MEDIA_JOB.PERCENT, 100f)
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .execute();
    }

    void fail(JobId id, long fence, Cause cause, boolean isRetryable, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.FAILED.name())
                .set(MEDIA_JOB.CAUSE_CODE, cause.code().name())
                .set(MEDIA_JOB.CAUSE, cause.message())
                .set(MEDIA_JOB.FAILURE_CODE, cause.code().name())
                .set(MEDIA_JOB.FAILURE_RETRYABLE, isRetryable)
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .execute();
    }

    /** The try is over; the next begins no sooner than that. */
    void postpone(JobId id, long fence, Cause cause, Instant notBefore) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.WAITING.name())
                .set(MEDIA_JOB.LEASE_UNTIL, (Instant) null)
                .set(MEDIA_JOB.NOT_BEFORE, notBefore)
                .set(MEDIA_JOB.CAUSE_CODE, cause.code().name())
                .set(MEDIA_JOB.CAUSE, cause.message())
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .execute();
    }

    /** A worker that stops hands it back: that was no try. */
    void giveBack(JobId id, long fence, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.WAITING.name())
                .set(MEDIA_JOB.LEASE_UNTIL, (Instant) null)
                // Whoever comes may begin; and when nobody does, its message is among the dead: it was given back too
                // often.
                .set(MEDIA_JOB.NOT_BEFORE, now)
                .set(MEDIA_JOB.TRIES, greatest(MEDIA_JOB.TRIES.minus(1), val(0)))
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .execute();
    }

    /** A dead job begins anew, with what it has done; empty when it is not dead, or another of its kind is under way. */
    Optional<Job> replay(JobId id, Instant now) {
        MediaJob other = MEDIA_JOB.as("other");
        // Outputs lie under it, and others may have worked on the video since.
        Field<Long> lastFence = field(select(max(other.FENCE))
                .from(other)
                .where(other.VIDEO_ID.eq(MEDIA_JOB.VIDEO_ID), other.KIND.eq(MEDIA_JOB.KIND)));
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.WAITING.name())
                .set(MEDIA_JOB.FENCE, lastFence)
                .set(MEDIA_JOB.TRIES, 0)
                .set(MEDIA_JOB.FAILURE_CODE, (String) null)
                .set(MEDIA_JOB.FAILURE_RETRYABLE, (Boolean) null)
                .set(MEDIA_JOB.FINISHED_AT, (Instant) null)
                .set(MEDIA_JOB.SWEPT_AT, (Instant) null)
                .set(MEDIA_JOB.QUEUED_AT, now)
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.STATE.eq(Job.State.FAILED.name()))
                .andNotExists(selectOne()
                        .from(other)
                        .where(
                                other.VIDEO_ID.eq(MEDIA_JOB.VIDEO_ID),
                                other.KIND.eq(MEDIA_JOB.KIND),
                                other.ID.ne(MEDIA_JOB.ID),
                                other.STATE.in(Job.State.WAITING.name(), Job.State.RUNNING.name())))
                .returning()
                .fetchOptional(Jobs::job);
    }

    /** Those whose time to be tried again has long come: the message that should have woken them was lost. */
    List<Job> overdue(Instant deadline) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.NOT_BEFORE, (Instant) null)
                .where(IS_WAITING, MEDIA_JOB.NOT_BEFORE.lt(deadline))
                .returning()
                .fetch(Jobs::job);
    }

    void cancelWaiting(VideoId videoId, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.CANCELLED.name())
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(MEDIA_JOB.VIDEO_ID.eq(videoId), IS_WAITING)
                .execute();
    }

    /** With their steps. */
    void forget(VideoId videoId) {
        db.deleteFrom(MEDIA_JOB).where(MEDIA_JOB.VIDEO_ID.eq(videoId)).execute();
    }

    /** The percent never goes back, so that what the teacher sees does not. */
    void percent(JobId id, double percent) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.PERCENT, greatest(MEDIA_JOB.PERCENT, val((float) percent)))
                .where(MEDIA_JOB.ID.eq(id))
                .execute();
    }

    void step(JobId jobId, JobStep step, Instant now) {
        JSONB output = step.output() == null ? null : JSONB.jsonb(step.output().toString());
        Instant finishedAt = step.status().isOver() ? now : null;
        db.insertInto(MEDIA_STEP)
                .set(MEDIA_STEP.JOB_ID, jobId)
                .set(MEDIA_STEP.STEP, step.step())
                .set(MEDIA_STEP.DETAIL, step.detail())
                .set(MEDIA_STEP.STATUS, step.status().name())
                .set(MEDIA_STEP.PERCENT, (float) step.percent())
                .set(MEDIA_STEP.OUTPUT, output)
                .set(MEDIA_STEP.STARTED_AT, now)
                .set(MEDIA_STEP.FINISHED_AT, finishedAt)
                .onConflict(MEDIA_STEP.JOB_ID, MEDIA_STEP.STEP, MEDIA_STEP.DETAIL)
                .doUpdate()
                .set(MEDIA_STEP.STATUS, step.status().name())
                .set(MEDIA_STEP.PERCENT, (float) step.percent())
                .set(MEDIA_STEP.OUTPUT, output)
                .set(MEDIA_STEP.FINISHED_AT, finishedAt)
                .execute();
    }

    /** By job, in the order they began. */
    Map<JobId, List<JobStep>> steps(Collection<JobId> jobIds) {
        return db.selectFrom(MEDIA_STEP)
                .where(MEDIA_STEP.JOB_ID.in(jobIds))
                .orderBy(MEDIA_STEP.STARTED_AT, MEDIA_STEP.STEP, MEDIA_STEP.DETAIL)
                .fetchGroups(MEDIA_STEP.JOB_ID, Jobs::step);
    }

    /** What a second worker need not do again. */
    List<JobStep> doneSteps(JobId jobId) {
        return db.selectFrom(MEDIA_STEP)
                .where(MEDIA_STEP.JOB_ID.eq(jobId), MEDIA_STEP.STATUS.eq(JobStep.Status.DONE.name()))
                .orderBy(MEDIA_STEP.FINISHED_AT)
                .fetch(Jobs::step);
    }

    /** Each waiting job's place among those of its kind and class, the first being 1; others have none. */
    Map<JobId, Integer> places(Collection<JobId> jobIds) {
        MediaJob other = MEDIA_JOB.as("other");
        Field<Integer> ahead = count(other.ID);
        return db.select(MEDIA_JOB.ID, ahead)
                .from(MEDIA_JOB)
                .leftJoin(other)
                .on(
                        other.STATE.eq(Job.State.WAITING.name()),
                        other.KIND.eq(MEDIA_JOB.KIND),
                        other.CLASS.eq(MEDIA_JOB.CLASS),
                        other.QUEUED_AT.lt(MEDIA_JOB.QUEUED_AT))
                .where(MEDIA_JOB.ID.in(jobIds), IS_WAITING)
                .groupBy(MEDIA_JOB.ID)
                .fetchMap(MEDIA_JOB.ID, row -> row.get(ahead) + 1);
    }

    /** Jobs whose worker has been silent for longer than its lease; each goes back to the queue. */
    List<Job> reclaim(Instant deadline) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.WAITING.name())
                .set(MEDIA_JOB.LEASE_UNTIL, (Instant) null)
                .set(MEDIA_JOB.CAUSE_CODE, Cause.silence().code().name())
                .set(MEDIA_JOB.CAUSE, Cause.silence().message())
                .where(IS_RUNNING, MEDIA_JOB.LEASE_UNTIL.lt(deadline))
                .returning()
                .fetch(Jobs::job);
    }

    static Job job(MediaJobRecord row) {
        Cause cause = row.getCause() == null
                ? null
                : new Cause(ProcessingFailureCode.of(String.valueOf(row.getCauseCode())), row.getCause());
        return new Job(
                row.getId(),
                Work.Kind.valueOf(row.getKind()),
                row.getVideoId(),
                Urgency.valueOf(row.getClass_()),
                Job.State.valueOf(row.getState()),
                row.getAttempt(),
                row.getFence(),
                row.getPercent(),
                row.getFailureCode() == null ? null : ProcessingFailureCode.of(row.getFailureCode()),
                Boolean.TRUE.equals(row.getFailureRetryable()),
                row.getQueuedAt(),
                row.getStartedAt(),
                row.getFinishedAt(),
                row.getLeaseUntil(),
                row.getWorkerId(),
                new Job.Tries(row.getTries(), row.getPercentAtLease(), row.getNotBefore(), cause));
    }

    private static JobStep step(MediaStepRecord row) {
        return new JobStep(
                row.getStep(),
                row.getDetail(),
                JobStep.Status.valueOf(row.getStatus()),
                row.getPercent(),
                row.getOutput() == null ? null : JSON.readTree(row.getOutput().data()),
                row.getStartedAt(),
                row.getFinishedAt());
    }
}
