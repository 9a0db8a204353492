package io.aula.courses.progress;

import io.aula.courses.enrollment.Enrollment;
import io.aula.courses.enrollment.EnrollmentService;
import io.aula.courses.graphql.Connection;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.Slice;
import io.aula.courses.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes what players report, within the time that can have passed. */
@Service
public class ProgressService {
    private static final int MOST_INTERVALS = 200;
    private static final int MONTHS_AHEAD = 4;

    private final Progresses progresses;
    private final EnrollmentService enrollments;
    private final Outbox outbox;
    private final LiveBus bus;
    private final Clock clock;

    ProgressService(Progresses progresses, EnrollmentService enrollments, Outbox outbox, LiveBus bus, Clock clock) {
        this.progresses = progresses;
        this.enrollments = enrollments;
        this.outbox = outbox;
        this.bus = bus;
        this.clock = clock;
    }

    /** Played from here to there. */
    public record Interval(int startMs, int endMs) {}

    /** What a player reports at once. */
    public record Batch(
            String sessionId,
            int seq,
            List<Interval> intervals,
            int positionMs,
            @Nullable String deviceLabel) {}

    /** How it was taken. */
    public record Taken(LessonProgress progress, int acceptedMs, int rejectedMs, boolean isCourseCompleted) {
        List<UserError> errors() {
            return rejectedMs == 0
                    ? List.of()
                    : List.of(new UserError.ImplausibleWatchError(
                            "IMPLAUSIBLE_WATCH",
                            Messages.of(
                                    "No puede haberse visto tanto en tan poco tiempo.",
                                    "That much cannot have been watched in so little time."),
                            List.of("input", "intervals"),
                            acceptedMs,
                            rejectedMs));
        }
    }

    @Transactional
    public Taken record(Caller caller, Batch batch) {
        if (batch.intervals().size() > MOST_INTERVALS || batch.seq() < 0) {
            throw new Refusal(
                    UserError.invalid("BATCH_INVALID", "El lote no es válido.", "The batch is not valid.", "input"));
        }
        List<Interval> played = batch.intervals().stream()
                .map(each -> new Interval(Math.max(0, each.startMs()), each.endMs()))
                .filter(each -> each.endMs() > each.startMs())
                .toList();
        String ranges = played.stream()
                .map(each -> "[" + each.startMs() + "," + each.endMs() + ")")
                .collect(Collectors.joining(",", "{", "}"));
        long total = played.stream()
                .mapToLong(each -> (long) each.endMs() - each.startMs())
                .sum();
        Instant now = clock.instant();
        Progresses.Recorded recorded = progresses
                .record(
                        batch.sessionId(),
                        caller.userId(),
                        batch.seq(),
                        ranges,
                        (int) Math.min(Integer.MAX_VALUE, total),
                        batch.positionMs(),
                        batch.deviceLabel(),
                        now)
                .orElseThrow(() -> new Refusal(UserError.notFound(batch.sessionId())));
        LessonProgress progress = Objects.requireNonNull(
                progresses.of(caller.userId(), List.of(recorded.lessonId())).get(recorded.lessonId()));
        boolean isCourseDone = recorded.grownMs() > 0 && advance(caller.userId(), recorded, progress, now);
        if (!recorded.isDuplicate()) {
            tellDevices(caller.userId(), recorded.lessonId());
        }
        return new Taken(progress, recorded.acceptedMs(), recorded.rejectedMs(), isCourseDone);
    }

    private boolean advance(String userId, Progresses.Recorded recorded, LessonProgress progress, Instant now) {
        Progresses.Share share = progresses.share(userId, recorded.courseId());
        double part = share.totalMs() == 0 ? 0 : (double) share.coveredMs() / share.totalMs();
        boolean isWhole = share.lessons() > 0 && share.completed() == share.lessons();
        int before = progress.watchedMs() - recorded.grownMs();
        boolean isPercent = progress.watchedMs() * 100L / progress.durationMs() > before * 100L / progress.durationMs();
        if (isPercent || recorded.isCompletedNow()) {
            progresses.addPoint(userId, progress, part, recorded.grownMs(), recorded.isCompletedNow(), now);
        }
        if (recorded.isCompletedNow()) {
            outbox.append(
                    "lesson.completed",
                    recorded.lessonId(),
                    1,
                    Map.of(
                            "userId",
                            userId,
                            "lessonId",
                            recorded.lessonId(),
                            "courseId",
                            recorded.courseId(),
                            "at",
                            now.toString()));
        }
        Enrollment enrollment =
                enrollments.ofUser(userId, List.of(recorded.courseId())).get(recorded.courseId());
        return enrollment != null
                && enrollment.isLive()
                && enrollments.advance(enrollment, part, share.completed(), isWhole);
    }

    private void tellDevices(String userId, String lessonId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish("resume." + userId, Map.of("lessonId", lessonId));
            }
        });
    }

    Map<String, LessonProgress> of(String userId, Collection<String> lessonIds) {
        return progresses.of(userId, lessonIds);
    }

    Connection<LessonProgress> page(Progresses.Learner learner, Slice slice) {
        return Connection.of(slice, progresses.page(learner, slice));
    }

    Map<Progresses.Learner, LessonProgress> latest(Collection<Progresses.Learner> learners) {
        return progresses.latest(learners);
    }

    List<LessonProgress> unfinished(String userId, int most) {
        return progresses.unfinished(userId, most);
    }

    Map<String, Integer> completedIn(String userId, Collection<String> moduleIds) {
        return progresses.completedIn(userId, moduleIds);
    }

    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT1M")
    @Transactional
    void makePartitionsAhead() {
        progresses.makePartitions(MONTHS_AHEAD);
    }
}
