package io.aula.social.moderation;

import io.aula.platform.id.ReportId;
import io.aula.platform.id.UserId;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * All that people complained of about one thing, as it is stored, and what was decided: one document, so that two who decide at once
 * cannot both. What becomes of the thing follows from this alone ({@link Consequences}).
 *
 * @param targetId what it is about, by which there is one report
 * @param authorId who wrote that; null of what nobody wrote, and once they are erased
 * @param complaints the oldest first, one of each person, 100 at most
 * @param isHeld whether it waits out of sight until it is decided
 * @param decisions what moderators decided, the latest last: the trail of who did what
 * @param at since when it waits, or when it was decided
 * @param pending events that the broker has not confirmed yet
 */
@Document("reports")
public record Report(
        @Id ReportId id,
        String targetId,
        @Nullable UserId authorId,
        List<Complaint> complaints,
        ReportStatus status,
        boolean isHeld,
        List<Decision> decisions,
        @Nullable Appeal appeal,
        Instant at,
        Instant createdAt,
        int v,
        List<PendingEvent> pending) {

    /** @param reporterId null once erased */
    record Complaint(
            @Nullable UserId reporterId,
            ReportReason reason,
            @Nullable String note,
            Instant at) {}

    /**
     * @param by null once erased
     * @param isUpheld null when it was opened again
     * @param note what the author is told
     */
    record Decision(
            @Nullable UserId by,
            @Nullable Boolean isUpheld,
            @Nullable String note,
            Instant at) {}

    /** What its author objects. */
    record Appeal(String text, Instant at) {}

    Target target() {
        return Target.parse(targetId).orElseThrow();
    }

    boolean isFrom(@Nullable UserId person) {
        return person != null && complaints.stream().anyMatch(complaint -> person.equals(complaint.reporterId()));
    }

    /** What most people say; of two the one that was said first. */
    ReportReason reason() {
        Map<ReportReason, Long> counts =
                complaints.stream().collect(Collectors.groupingBy(Complaint::reason, Collectors.counting()));
        return complaints.stream()
                .map(Complaint::reason)
                .max(Comparator.comparing((ReportReason reason) -> counts.getOrDefault(reason, 0L)))
                .orElse(ReportReason.OTHER);
    }

    Optional<Decision> latest() {
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.getLast());
    }

    /** Those that nobody has decided about. */
    long fresh() {
        Instant since = latest().map(Decision::at).orElse(Instant.MIN);
        return complaints.stream()
                .filter(complaint -> complaint.at().isAfter(since))
                .count();
    }

    /** Whether what it is about is out of sight because of it. */
    boolean isOutOfSight() {
        return status == ReportStatus.UPHELD || status == ReportStatus.APPEALED || isHeld;
    }

    boolean mayAppeal(UserId person) {
        return Objects.equals(authorId, person) && status == ReportStatus.UPHELD && appeal == null;
    }
}
